/* Starts the engine behind the page, which is ivfprep itself in a worker of its own.

   What a page's script may rely on:
     window.engine.ready                  a Promise: fulfilled when the engine answers, rejected when it cannot start.
                                          Then the blank handout is shown in the place of the page; do nothing more.
     window.engine.warm                   a Promise: fulfilled when the first sheet will be as quick as those after it.
     window.engine.call(name, payload)    a Promise of what ivfprep.web.door.call(name, payload as JSON) returns, parsed.
                                          It may be called at once: what is asked before the engine is ready waits.
                                          Calls are answered one after the other, in their order.
   A call that fails rejects with an Error whose `message` can be shown, and whose `kind` is
     "problem"   what was given cannot be used (an IvfprepError); nothing is lost, ask again;
     "fault"     a fault in the program, with the place and nothing that was typed;
     "dead"      the engine stopped or never started; offer to save what the page holds, and to load it again.
   What the page shows before the engine is ready stands in page.html, made when the page was written.
   The packs stay in the page, so that a browser's own "save page" keeps a page that works.
   PACKS, before this text, is the SHA-256 of each pack; the packs are at the end of the page, in base64 of gzip, and
   after each of them a script calls window.packIsHere(). */
"use strict";
(() => {
  const LATE = "The engine of this page stopped. Please load the page again.";
  const waiting = new Map();
  let last = 0;
  let worker = null;
  let isWarm = null;
  const warm = new Promise((resolve) => { isWarm = resolve; });

  class EngineError extends Error {
    constructor(message, kind) {
      super(message);
      this.kind = kind;
    }
  }

  /* Runs in the worker before all else. Python looks for files that are not there, and Pyodide for what this browser is:
     each time an Error is thrown, whose place in a long script takes long to find. This one has none to be found. */
  function before() {
    Error.stackTraceLimit = 0;
    self.importScripts = () => { throw 0; };
  }

  /* Runs in the worker, after Pyodide's own script: it sees nothing of this page but what it is sent. */
  function work() {
    const SITE = "/lib/python3.14/site-packages";
    const parts = {};
    for (const name of ["machine", "library", "program"]) {
      parts[name] = {};
      parts[name].here = new Promise((resolve) => { parts[name].take = resolve; });
    }
    const unpacked = (bytes) => {
      const size = new DataView(bytes.buffer).getUint32(0, true);
      let place = 4 + size;
      return JSON.parse(new TextDecoder().decode(bytes.subarray(4, place))).map(([name, length]) => {
        place += length;
        return [name, bytes.subarray(place - length, place)];
      });
    };
    const filesOf = async (name) => unpacked(await parts[name].here);
    const put = (FS, files) => {
      const made = new Set();
      for (const [name, bytes] of files) {
        const folder = name.slice(0, name.lastIndexOf("/"));
        if (!made.has(folder)) FS.mkdirTree(folder);
        made.add(folder);
        FS.writeFile(name, bytes, { canOwn: true });
      }
    };
    const isZip = ([name]) => name.endsWith(".zip");
    const machine = async () => {
      // Python itself is compiled while it is still being unpacked.
      const { readable, writable } = new DecompressionStream("gzip");
      const writer = writable.getWriter();
      writer.write(await parts.machine.here).catch(() => {}); // what is wrong with the bytes, the reader is told
      writer.close().catch(() => {});
      return new Response(readable, { headers: { "Content-Type": "application/wasm" } });
    };
    const start = async () => {
      const library = filesOf("library");
      const program = filesOf("program");
      // A browser compiles what it is given a second time at once: this is done beside what Python begins with.
      const isMachine = ([name]) => name.endsWith(".so");
      const compiled = library.then((files) => Promise.all(files.filter(isMachine).map(([, bytes]) => WebAssembly.compile(bytes))));
      compiled.catch(() => {}); // what is wrong with it, Python says
      const standard = async () => new Response((await library).find(isZip)[1]);
      // Pyodide fetches two files. Nothing is fetched here: it is given them.
      self.fetch = (url) => (String(url).endsWith(".wasm") ? machine() : standard());
      const pyodide = await loadPyodide({
        createPyodideModule,
        lockFileContents,
        indexURL: "packed:///",
        packageBaseUrl: "packed:///",
        stdLibURL: "packed:///python_stdlib.zip",
        env: { HOME: "/home/ivfprep", PYTHONDONTWRITEBYTECODE: "1" },
        fsInit: async (FS) => {
          put(FS, (await library).filter((file) => !isZip(file)));
          put(FS, await program);
        },
        stdout: () => {},
        stderr: () => {},
      });
      // Python looks for what is unused only when it has loaded everything: see warming.py.
      answer = pyodide.runPython("import gc\ngc.disable()\nfrom ivfprep.web.answering import answer\nanswer");
      warm = () => pyodide.runPython("from ivfprep.web.warming import warm\nwarm()");
      self.postMessage({ ready: true });
      warmSoon(IDLE);
    };
    let answer = null;
    /* What the first sheet needs is loaded while a question is read, piece by piece, and after replies that wait. */
    const IDLE = 100;
    const PAUSE = 10;
    let warm = null;
    let soon = 0;
    const warmSoon = (wait) => {
      clearTimeout(soon);
      if (warm) soon = setTimeout(warmUp, wait);
    };
    const warmUp = () => {
      try {
        if (warm()) return warmSoon(PAUSE);
      } catch { /* What is wrong is said when it is wanted. */ }
      warm = null;
      return self.postMessage({ warm: true });
    };
    const failed = (error) => self.postMessage({ dead: String((error && error.message) || error).slice(0, 300) });
    self.onmessage = ({ data }) => {
      if (data.part) return parts[data.part].take(data.bytes);
      try {
        self.postMessage({ id: data.id, text: answer(data.name, data.payload) });
        return warmSoon(IDLE);
      } catch (error) {
        return failed(error);
      }
    };
    start().catch(failed);
  }

  /* Each pack is taken up as soon as the browser has read it, while it still reads those after it. */
  const packs = Object.fromEntries(["start", "machine", "library", "program"].map((name) => {
    const pack = {};
    pack.here = new Promise((resolve, reject) => Object.assign(pack, { resolve, reject }));
    pack.here.catch(() => {}); // what fails is told by the one who waits for it
    return [name, pack];
  }));
  window.packIsHere = () => {
    const place = document.currentScript.previousElementSibling;
    packs[place.id.replace("pack-", "")].resolve(place.textContent);
  };
  const wholePage = () =>
    new Promise((resolve, reject) => {
      const look = () => {
        for (const [name, pack] of Object.entries(packs)) pack.reject(new Error(`The part '${name}' is missing.`));
        if (document.getElementById("page-ends-here")) resolve();
        else reject(new Error("The end of the page is missing."));
      };
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", look);
      else look();
    });

  const bytesIn = (text) =>
    Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

  const checked = async (name) => {
    const bytes = bytesIn(await packs[name].here);
    if (!window.crypto || !crypto.subtle) return bytes; // on a plain http page gzip's own check sum is all there is
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (found !== PACKS[name]) throw new Error("A part of the page is not what it was.");
    return bytes;
  };

  const inflated = (bytes) => {
    // Not through a Blob: WebKitGTK cannot always read one back in a page that was opened from a file.
    const { readable, writable } = new DecompressionStream("gzip");
    const writer = writable.getWriter();
    writer.write(bytes).catch(() => {}); // what is wrong with the bytes, the reader is told
    writer.close().catch(() => {});
    return new Response(readable);
  };

  const startWorker = async () => {
    const script = [`(${before})();\n`, await inflated(await checked("start")).text(), `(${work})();`];
    const place = URL.createObjectURL(new Blob(script, { type: "text/javascript" }));
    worker = new Worker(place);
    await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => (data.ready ? resolve() : reject(new Error(data.dead)));
      worker.onerror = (event) => reject(new Error(event.message || "The worker does not start."));
      const hand = async (name, open) => {
        const bytes = await open(await checked(name));
        if (worker) worker.postMessage({ part: name, bytes }, [bytes.buffer]);
      };
      const open = async (bytes) => new Uint8Array(await inflated(bytes).arrayBuffer());
      hand("machine", (bytes) => bytes).catch(reject);
      hand("library", open).catch(reject);
      hand("program", open).catch(reject);
    });
    URL.revokeObjectURL(place);
    worker.onmessage = ({ data }) => (data.dead === undefined ? settle(data) : die());
    worker.onerror = die;
  };

  const settle = ({ id, text, warm }) => {
    if (warm) return isWarm();
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    const said = JSON.parse(text);
    if ("result" in said) return resolve(said.result);
    return reject(new EngineError(said.message, said.kind));
  };

  const die = () => {
    worker.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(new EngineError(LATE, "dead"));
    waiting.clear();
  };

  const ready = Promise.all([startWorker(), wholePage()]);
  ready.catch((error) => {
    if (worker) worker.terminate();
    worker = null;
    window.showHandout("broken", error.message);
  });

  const call = async (name, payload) => {
    const id = (last += 1);
    await ready.catch(() => {});
    if (!worker) throw new EngineError(LATE, "dead");
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, name, payload: JSON.stringify(payload === undefined ? null : payload) });
    });
  };

  window.engine = { ready, warm, call };
})();
