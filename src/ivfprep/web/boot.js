/* Starts the engine behind the page, which is ivfprep itself in a worker of its own.

   What a page's script may rely on:
     window.engine.ready                  a Promise: fulfilled when the engine answers, rejected when it cannot start.
                                          Then the blank handout is shown in the place of the page; do nothing more.
     window.engine.call(name, payload)    a Promise of what ivfprep.web.door.call(name, payload as JSON) returns, parsed.
                                          It may be called at once: what is asked before the engine is ready waits.
                                          Calls are answered one after the other, in their order.
   A call that fails rejects with an Error whose `message` can be shown, and whose `kind` is
     "problem"   what was given cannot be used (an IvfprepError); nothing is lost, ask again;
     "fault"     a fault in the program, with the place and nothing that was typed;
     "dead"      the engine stopped or never started; offer to save what the page holds, and to load it again.
   What the page shows before the engine is ready stands in page.html, made when the page was written.
   The packs stay in the page, so that a browser's own "save page" keeps a page that works.
   PACKS, before this text, is the SHA-256 of each pack; the packs are at the end of the page, in base64 of gzip. */
"use strict";
(() => {
  const LATE = "The engine of this page stopped. Please load the page again.";
  const waiting = new Map();
  let last = 0;
  let worker = null;

  class EngineError extends Error {
    constructor(message, kind) {
      super(message);
      this.kind = kind;
    }
  }

  /* Runs in the worker, after Pyodide's own script: it sees nothing of this page but what it is sent. */
  function work() {
    const SITE = "/lib/python3.14/site-packages";
    const bytesOf = (text) => {
      if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
      const signs = atob(text);
      const bytes = new Uint8Array(signs.length);
      for (let place = 0; place < signs.length; place += 1) bytes[place] = signs.charCodeAt(place);
      return bytes;
    };
    const inflated = (bytes) => {
      // Not through a Blob: WebKitGTK cannot always read one back in a page that was opened from a file.
      const { readable, writable } = new DecompressionStream("gzip");
      const writer = writable.getWriter();
      writer.write(bytes).catch(() => {}); // what is wrong with the bytes, the reader is told
      writer.close().catch(() => {});
      return readable;
    };
    const check = async (bytes, sha256) => {
      if (!self.crypto || !crypto.subtle) return; // not on a plain http page; gzip's own check sum is all there
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      if (found !== sha256) throw new Error("A part of the page is not what it was.");
    };
    const unpacked = (bytes) => {
      const size = new DataView(bytes.buffer).getUint32(0, true);
      let place = 4 + size;
      return JSON.parse(new TextDecoder().decode(bytes.subarray(4, place))).map(([name, length]) => {
        place += length;
        return [name, bytes.subarray(place - length, place)];
      });
    };
    const put = (FS, files) => {
      for (const [name, bytes] of files) {
        FS.mkdirTree(name.slice(0, name.lastIndexOf("/")));
        FS.writeFile(name, bytes);
      }
    };
    const start = async (packs) => {
      const checks = [];
      const opened = (name) => {
        const bytes = bytesOf(packs[name].text);
        checks.push(check(bytes, packs[name].sha256));
        return inflated(bytes);
      };
      const machine = new Response(opened("machine"), { headers: { "Content-Type": "application/wasm" } });
      const filesOf = async (name) => unpacked(new Uint8Array(await new Response(opened(name)).arrayBuffer()));
      const library = filesOf("library");
      const program = filesOf("program");
      const standard = library.then((files) => files.find(([name]) => name.endsWith(".zip"))[1]);
      // Pyodide fetches two files. Nothing is fetched here: it is given them.
      self.fetch = async (url) => (String(url).endsWith(".wasm") ? machine : new Response(await standard));
      const rest = [...(await library).filter(([name]) => !name.endsWith(".zip")), ...(await program)];
      await Promise.all(checks);
      const pyodide = await loadPyodide({
        createPyodideModule,
        lockFileContents,
        indexURL: "packed:///",
        packageBaseUrl: "packed:///",
        stdLibURL: "packed:///python_stdlib.zip",
        env: { HOME: "/home/ivfprep", PYTHONDONTWRITEBYTECODE: "1" },
        fsInit: (FS) => put(FS, rest),
        stdout: () => {},
        stderr: () => {},
      });
      warm = () => pyodide.runPython("from ivfprep.web import results\nimport gc\ngc.collect()\ngc.freeze()");
      return pyodide.runPython("from ivfprep.web.answering import answer\nanswer");
    };
    let answer = null;
    let warm = null;
    self.onmessage = async ({ data }) => {
      try {
        if (data.packs) {
          answer = await start(data.packs);
          self.postMessage({ ready: true });
          // What the first sheet needs is loaded while the first question is read, after replies that wait already.
          setTimeout(warm, 200);
        } else {
          self.postMessage({ id: data.id, text: answer(data.name, data.payload) });
        }
      } catch (error) {
        self.postMessage({ dead: String((error && error.message) || error).slice(0, 300) });
      }
    };
  }

  const packOf = (name) => {
    const place = document.getElementById(`pack-${name}`);
    if (!place) throw new Error(`The part '${name}' is missing.`);
    return { text: place.textContent, sha256: PACKS[name] };
  };

  const textOf = async ({ text, sha256 }) => {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    if (window.crypto && crypto.subtle) {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      if (found !== sha256) throw new Error("A part of the page is not what it was.");
    }
    const { readable, writable } = new DecompressionStream("gzip");
    const writer = writable.getWriter();
    writer.write(bytes).catch(() => {});
    writer.close().catch(() => {});
    return new Response(readable).text();
  };

  const wholePage = () =>
    new Promise((resolve) => {
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve);
      else resolve();
    });

  const startWorker = async () => {
    await wholePage();
    if (!document.getElementById("page-ends-here")) throw new Error("The end of the page is missing.");
    const packs = Object.fromEntries(["machine", "library", "program"].map((name) => [name, packOf(name)]));
    const script = ["self.importScripts = undefined;\n", await textOf(packOf("start")), `(${work})();`];
    const place = URL.createObjectURL(new Blob(script, { type: "text/javascript" }));
    worker = new Worker(place);
    await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => (data.ready ? resolve() : reject(new Error(data.dead)));
      worker.onerror = (event) => reject(new Error(event.message || "The worker does not start."));
      worker.postMessage({ packs });
    });
    URL.revokeObjectURL(place);
    worker.onmessage = ({ data }) => (data.dead === undefined ? settle(data) : die());
    worker.onerror = die;
  };

  const settle = ({ id, text }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    const said = JSON.parse(text);
    if ("result" in said) resolve(said.result);
    else reject(new EngineError(said.message, said.kind));
  };

  const die = () => {
    worker.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(new EngineError(LATE, "dead"));
    waiting.clear();
  };

  const ready = startWorker();
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

  window.engine = { ready, call };
})();
