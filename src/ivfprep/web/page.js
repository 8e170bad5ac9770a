/* The interview as a page. It draws what the engine says and hands replies back; it knows no rule and no medicine.
   Every word of hers is put in as text, never as markup. Nothing is kept unless she ticks that it may be. */
"use strict";
(() => {
  const KEY = "ivfprep-answers";
  const LONG_LIST = 12;
  const MANY_MEANT = 6;
  const SHORT_LABEL = 20;
  const SLOW = 300;
  const TWICE = 500;
  const NEARLY = 40;
  const DATES = ["when", "day"];
  const NUMBERS = ["count", "how_many"];

  const by = (id) => document.getElementById(id);
  const words = Object.fromEntries(
    [...by("words").content.querySelectorAll("[data-word]")].map((one) => [one.dataset.word, one.textContent]),
  );
  const say = (name, filled = {}) =>
    Object.entries(filled).reduce((text, [key, value]) => text.replace(`{${key}}`, () => value), words[name]);

  const start = by("start");
  const savedBox = by("saved");
  const fileField = by("file");

  const at = { view: "start", state: null, depth: 0, saved: true, kept: false, seen: null, file: null, quick: false, sheet: "" };

  const hasAnswers = () => Boolean(at.state && at.state.has_answers);

  /* What stands in a box and was not sent yet, by its screen: it is there again when she comes back to it. */
  const drafts = new Map();
  const boxOf = (screen, id) => JSON.stringify([screen.id, screen.place, screen.text, id]);
  const keepDraft = (screen, field, told = "") => {
    const box = boxOf(screen, field.id);
    field.defaultValue = told;
    field.value = drafts.has(box) ? drafts.get(box) : told;
    const note = () => (isUnsent(field) ? drafts.set(box, field.value) : drafts.delete(box));
    field.addEventListener("input", note);
    return note;
  };
  const isUnsent = (field) => Boolean(field.value.trim()) && field.value.trim() !== field.defaultValue.trim();
  /* So are ticks that are others than those that the screen came with. */
  const isSameSet = (some, others) => some.length === others.length && some.every((one) => others.includes(one));
  const keepTicks = (screen, ticks, told) => {
    const box = boxOf(screen, "rows");
    if (isSameSet(ticks, told)) drafts.delete(box);
    else drafts.set(box, ticks);
  };
  const ticksOf = (screen, told) => drafts.get(boxOf(screen, "rows")) || told;
  const dropDrafts = (screen) => ["field", "other", "rows"].forEach((id) => drafts.delete(boxOf(screen, id)));

  const sheetTicks = new Set();

  /* Elements. */

  const make = (name, set = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(set)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== undefined && value !== "") element.setAttribute(key, value);
    }
    element.append(...inside.filter((one) => one !== null && one !== undefined && one !== ""));
    return element;
  };
  const button = (text, act, kind = "") => make("button", { type: "button", class: kind, onclick: act }, text);
  const title = (text) => make("h1", { tabindex: "-1" }, text);

  const tell = (...texts) => by("said").replaceChildren(...texts.filter(Boolean).map((text) => make("p", {}, text)));

  /* What comes of something she did further down: it is brought to where she can see it. */
  const tellNow = (...texts) => {
    tell(...texts);
    by("said").scrollIntoView({ block: "nearest" });
  };

  /* Which rows of a list were on the screen, by its screen: the furthest, and whether she was told of those below it.
     What the keyboard or a screen reader went past counts as seen. A search shows rows out of their order: it tells nothing. */
  const lookedAt = new Map();
  let lookNow = () => {};
  const watchRows = (screen, { boxes, rows }, isSearching) => {
    const real = boxes.filter((box) => !box.row.alone);
    const key = boxOf(screen, `seen of ${real.length}`);
    if (!lookedAt.has(key)) lookedAt.set(key, { furthest: -1, isTold: false });
    const seen = lookedAt.get(key);
    const note = (place) => { seen.furthest = Math.max(seen.furthest, place); };
    const isOn = ({ label }) => {
      const { top, height } = label.getBoundingClientRect();
      const foot = document.querySelector(".tray.low");
      const edge = foot ? foot.getBoundingClientRect().top : window.innerHeight;
      return height > 0 && top + height / 2 <= Math.min(edge, window.innerHeight);
    };
    lookNow = () => {
      if (rows.isConnected && !isSearching()) note(real.findLastIndex(isOn));
    };
    for (const [place, { input }] of real.entries()) {
      if (input.checked) note(place);
      input.addEventListener("change", () => note(isSearching() ? -1 : place));
    }
    const passed = ({ target }) => {
      if (!real.length || isSearching() || !target.matches(":focus-visible")) return;
      const at = real.findIndex((box) => box.input === target);
      const isPast = real.at(-1).label.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
      note(isPast ? real.length - 1 : at);
    };
    /* She is told once, above the first row that she has not seen, and brought there. */
    const isTold = () => {
      if (isSearching()) return false;
      lookNow();
      const unseen = real.slice(seen.furthest + 1);
      if (!unseen.length || seen.isTold) return false;
      seen.isTold = true;
      const words = say("not_seen", { n: unseen.length });
      const [{ label, input }] = unseen;
      const said = make("p", { class: "note", id: "not-seen" }, words);
      label.before(said);
      input.focus({ preventScroll: true });
      said.scrollIntoView({ block: "start" });
      keepFromSecondTap();
      whisper(words);
      return true;
    };
    return { passed, isTold };
  };
  window.addEventListener("scroll", () => lookNow(), { passive: true });
  window.addEventListener("resize", () => lookNow());

  const whisper = (text) => { by("whispered").textContent = text; };

  /* What stays at the foot of the window never takes more than a fifth of it. It says how many rows it hides. */
  const keepLow = () => {
    const foot = document.querySelector(".tray");
    if (foot) sayMore(foot, 1); // whether it fits must not hang on what it says now
    const isLow = Boolean(foot) && foot.offsetHeight * 5 <= window.innerHeight;
    document.documentElement.style.scrollPaddingBlockEnd = isLow ? `${foot.offsetHeight + 16}px` : "";
    if (!foot) return;
    foot.classList.toggle("low", isLow);
    countBelow(foot);
  };
  const sayMore = (foot, n) => {
    const more = foot.querySelector(".more");
    more.hidden = !n;
    more.textContent = n ? `\u2193 ${say("more_below", { n })}` : "";
  };
  const countBelow = (foot) => {
    const edge = () => foot.getBoundingClientRect().top + 1;
    const isBelow = (one) => one.getBoundingClientRect().bottom > edge();
    const isCut = (one) => isBelow(one) && one.getBoundingClientRect().top < edge();
    const inFront = (names) => (foot.classList.contains("low") ? [...by("place").querySelectorAll(names)] : []);
    const count = () => inFront(".row:not([hidden]), .order > li, .answer").filter(isBelow).length;
    const more = foot.querySelector(".more");
    more.hidden = true;
    if (count()) more.hidden = false; // the line itself hides a row
    sayMore(foot, count());
    foot.classList.toggle("covers", !more.hidden || inFront("summary, h2, .field, .act").some((one) => !foot.contains(one) && isCut(one)));
  };
  const countAgain = () => document.querySelectorAll(".tray").forEach(countBelow);
  window.addEventListener("resize", keepLow);
  /* Larger letters make everything larger, and a browser tells nobody. */
  const lettersGrow = new ResizeObserver(() => requestAnimationFrame(keepLow));
  lettersGrow.observe(by("top"));
  window.addEventListener("scroll", countAgain, { passive: true });

  const show = (view, ...inside) => {
    at.view = view;
    whisper("");
    const place = by("place");
    if (view === "start") place.replaceChildren(start);
    else place.replaceChildren(...inside.filter(Boolean));
    by("top").hidden = view === "start";
    by("stop-or-save").hidden = view !== "ask";
    by("foot").hidden = view === "delete" || (view === "start" && !stored() && !hasAnswers());
    const head = place.querySelector("[aria-invalid]") || place.querySelector("h1");
    if (head) head.focus({ preventScroll: true });
    keepLow();
    window.scrollTo(0, 0);
    lookNow();
    keepFromSecondTap();
  };

  /* A second tap was meant for what stood there before: it must not answer what she has not seen yet.
     A key is never held back: the click that it makes counts no taps. */
  let tap = null;
  let drawn = null;
  const keepFromSecondTap = () => {
    drawn = tap && { ...tap, time: performance.now() };
    tap = null;
  };
  const isSecondTap = ({ clientX, clientY, timeStamp }) =>
    Boolean(drawn) && timeStamp - drawn.time < TWICE && Math.hypot(clientX - drawn.x, clientY - drawn.y) <= NEARLY;
  window.addEventListener("click", (event) => {
    tap = event.detail ? { x: event.clientX, y: event.clientY } : null;
    if (!tap || by("top").contains(event.target) || !isSecondTap(event)) return;
    tap = null;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });

  /* The way back: one entry in the browser's history for each step forward. */

  /* Where she was on a sheet when she went on from it, by how deep that was: a step back leads there again. */
  const leftAt = new Map();
  history.scrollRestoration = "manual";
  const isOnSheet = () => at.view === "sheet" || at.view === "list";
  const forward = (link = null) => {
    for (const depth of [...leftAt.keys()]) if (depth >= at.depth) leftAt.delete(depth);
    if (isOnSheet()) leftAt.set(at.depth, { view: at.view, top: window.scrollY, link });
    at.depth += 1;
    history.pushState({ depth: at.depth }, "");
  };
  const goBack = () => (at.depth > 0 ? history.back() : back());
  const back = () => {
    const left = leftAt.get(at.depth);
    if (isOnSheet() && left) return left.view === at.view ? putBack(left) : showSheet(false, left.view === "list");
    if (at.view === "ask" && at.state && at.state.can_go_back) return give({ command: "back" }, false);
    if (at.view === "ask" || at.view === "start") return showStart();
    if (isOnSheet()) return change(false);
    return stay();
  };
  const stay = () => {
    if (at.state && at.state.screen) return draw();
    return hasAnswers() ? change(false) : showStart();
  };
  window.addEventListener("popstate", ({ state }) => {
    const depth = (state && state.depth) || 0;
    const isBack = depth < at.depth;
    at.depth = depth;
    if (isBack) back();
  });

  /* The engine. */

  let waiting = 0;
  const call = async (name, payload = {}) => {
    const late = setTimeout(() => { by("moment").textContent = say(momentFor(name)); }, SLOW);
    waiting += 1;
    by("main").setAttribute("aria-busy", "true");
    try {
      return await window.engine.call(name, payload);
    } finally {
      clearTimeout(late);
      waiting -= 1;
      if (!waiting) {
        by("main").removeAttribute("aria-busy");
        by("moment").textContent = "";
      }
    }
  };
  const momentFor = (name) => {
    if (name === "sheet") return "making_sheet";
    return isReady || name !== "reply" ? "one_moment" : "getting_ready";
  };
  let isReady = false;
  window.engine.ready.then(() => { isReady = true; }, () => {});

  const failed = (error) => {
    by("place").querySelectorAll("button[disabled]").forEach((one) => one.removeAttribute("disabled"));
    if (error.kind !== "dead") return tellNow(say("went_wrong"), error.message);
    tellNow(say("dead"));
    if (at.file) by("said").append(button(say("save_answers"), () => download(at.file.text, at.file.name, "text/yaml")));
  };

  const give = async (reply, isForward = true) => {
    if (waiting) return;
    by("place").querySelectorAll("button").forEach((one) => one.setAttribute("disabled", ""));
    try {
      const before = at.state && at.state.screen;
      const state = await call("reply", reply);
      const isTaken = !(state.screen && state.screen.note && state.screen.id === before.id);
      if (isForward && isTaken) forward();
      if (reply.command !== "back" && isTaken && before) dropDrafts(before);
      took(state);
    } catch (error) {
      failed(error);
    }
  };

  const took = (state) => {
    at.state = state;
    at.quick = state.quick;
    if (state.has_answers) at.saved = false;
    rememberSoon();
    if (state.is_over) return showSheet(false);
    if (state.is_stopped) return showStop();
    return draw();
  };

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  /* Keeping: in this page alone, in a file, or on this device where she asked for it. */

  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const store = (text) => {
    try {
      if (text === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, text);
      at.seen = text;
      return true;
    } catch {
      return false;
    }
  };
  /* Another window of this page may have kept newer answers since this one last saw them: nothing is written over those. */
  const isKeptElsewhere = () => stored() !== at.seen;
  const sayNewer = () => {
    const isThere = stored() !== null;
    at.kept = false;
    if (!isThere) at.seen = null;
    by("newer").replaceChildren(make("p", {}, say(isThere ? "newer" : "gone_elsewhere")));
    if (isThere) by("newer").append(button(say("show_newer"), showNewer));
    if (at.view === "stop") showStop();
    by("newer").scrollIntoView({ block: "nearest" });
  };
  window.addEventListener("storage", ({ key }) => {
    if (key !== null && key !== KEY) return;
    if (at.view === "start") showSaved();
    if (at.kept && isKeptElsewhere()) sayNewer();
  });
  let soon = 0;
  const rememberSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(remember, at.kept ? 0 : SLOW);
  };
  const remember = async () => {
    if (!hasAnswers()) return;
    try {
      at.file = await window.engine.call("answers", {});
      if (at.kept && isKeptElsewhere()) sayNewer();
      else if (at.kept && !store(at.file.text)) {
        at.kept = false;
        tell(say("keep_failed"));
      }
    } catch { /* The next reply says what is wrong. */ }
  };
  const download = (text, name, kind) => {
    const place = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
    const link = make("a", { href: place, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(place), 60000);
  };
  const saveAnswers = async () => {
    try {
      const file = await call("answers");
      download(file.text, file.name, "text/yaml");
      at.saved = true;
      tellNow(say("saved", { name: file.name }), drafts.size ? say("unsent_in_file") : "");
    } catch (error) {
      failed(error);
    }
  };
  window.addEventListener("beforeunload", (event) => {
    if (!drafts.size && (at.saved || at.kept || !hasAnswers())) return;
    event.preventDefault();
    event.returnValue = "";
  });

  /* A question. */

  const draw = () => {
    const screen = at.state.screen;
    tell(...at.state.said);
    const form = screen.acts ? drawActs(screen) : (FORMS[screen.kind] || drawLine)(screen);
    form.addEventListener("change", clearNote);
    show("ask", drawPart(screen), form);
  };
  /* What was wrong is no more said of another answer. Its room stays, so that nothing moves under her finger. */
  const clearNote = ({ target }) => {
    by("note")?.classList.add("spent");
    target.removeAttribute("aria-invalid");
    const about = target.getAttribute("aria-describedby");
    if (about) target.setAttribute("aria-describedby", about.replace("note", "").trim());
  };

  const drawPart = (screen) => {
    const [now, all] = screen.progress;
    const [, part, left] = /^(.*?\. )(.*)$/.exec(screen.part) || [null, "", screen.part];
    const segments = Array.from({ length: all }, (_, place) => make("i", { class: place < now ? "done" : "" }));
    return make(
      "div", {},
      screen.part ? make("p", { class: "part" }, make("strong", {}, part), left) : null,
      all ? make("div", { class: "segments", "aria-hidden": "true" }, ...segments) : null,
    );
  };
  const drawPlace = (screen) => (screen.place ? make("p", { class: "hint" }, screen.place) : null);
  const drawHint = (screen) => (screen.help ? make("p", { class: "hint" }, screen.help) : null);
  const drawWhy = (screen) =>
    screen.help ? make("details", {}, make("summary", {}, say("why")), make("p", {}, screen.help)) : null;
  const drawNote = (screen) =>
    screen.note ? make("div", { class: "note", id: "note", role: "alert" }, make("p", {}, screen.note)) : null;

  const drawSend = (screen, extra = []) =>
    make(
      "div", { class: "send" },
      make("button", { type: "submit", class: "main" }, say("continue")),
      ...extra,
      screen.can_skip ? button(say("skip"), () => passOver({ command: "skip" })) : null,
    );

  /* What she typed is not passed over before she was told. */
  const passOver = (reply) => {
    const [left] = [...by("place").querySelectorAll("#field, #other")].filter(isUnsent);
    if (!left || at.told === at.state) return give(reply);
    at.told = at.state;
    tellNow(say("typed_left"));
    return left.focus({ preventScroll: true });
  };
  const drawTray = (...inside) => make("div", { class: "tray" }, make("p", { class: "more", "aria-hidden": "true", hidden: true }), ...inside);
  const form = (submit, ...inside) =>
    make("form", { novalidate: true, autocomplete: "off", onsubmit: (event) => { event.preventDefault(); submit(); } }, ...inside.filter(Boolean));

  const drawLine = (screen) => {
    const told = DATES.includes(screen.typed) && screen.standing ? screen.so_far : screen.standing;
    const described = [screen.note ? "note" : "", screen.example ? "example" : ""].filter(Boolean).join(" ");
    const isNumber = NUMBERS.includes(screen.typed);
    const field = make("input", {
      type: "text", class: "field", id: "field", "aria-describedby": described, "aria-labelledby": "question",
      inputmode: isNumber ? "numeric" : screen.id.startsWith("phone") ? "tel" : "",
      "aria-invalid": screen.note ? "true" : "", spellcheck: isNumber ? "false" : "",
    });
    keepDraft(screen, field, told);
    const send = () => {
      const typed = field.value.trim();
      if (typed === told.trim() && screen.so_far) return give({ command: "keep" });
      return give(typed || screen.may_be_empty ? { value: typed } : { value: "" });
    };
    const head = title(screen.text);
    head.id = "question";
    return form(
      send, head, drawPlace(screen), drawNote(screen),
      screen.so_far && !told ? make("p", {}, `${say("so_far")} ${screen.so_far}.`) : null,
      screen.example ? make("p", { class: "hint", id: "example" }, `${say("type")} ${screen.example}.`) : null,
      field, drawUnsure(screen), drawWhy(screen), drawTray(drawSend(screen)),
    );
  };
  const drawUnsure = (screen) => {
    if (!screen.can_be_unsure) return null;
    const buttons = Object.entries(screen.unsaid).map(([name, value]) => button(say(name), () => passOver({ value })));
    return make("div", {}, make("p", { class: "or" }, say("or")), make("div", { class: "pair" }, ...buttons));
  };

  const drawLines = (screen) => {
    const field = make("textarea", {
      class: "field", rows: "4", id: "field", "aria-labelledby": "question",
      "aria-describedby": screen.note ? "note example" : "example", "aria-invalid": screen.note ? "true" : "",
    });
    keepDraft(screen, field);
    const send = () => {
      const lines = field.value.split("\n").map((line) => line.trim()).filter(Boolean);
      return give(lines.length ? { value: lines } : { command: screen.so_far ? "keep" : "skip" });
    };
    const head = title(screen.text);
    head.id = "question";
    return form(
      send, head, drawPlace(screen), drawNote(screen),
      screen.so_far ? make("p", {}, `${say("so_far")} ${screen.so_far}`) : null,
      make("p", { class: "hint", id: "example" }, `${say("type")} ${screen.example}. ${say("each_line")}`), field, drawWhy(screen), drawTray(drawSend(screen)),
    );
  };

  /* Rows to choose from, in their groups; those that stand alone come last, side by side. */

  const drawRows = (screen, type, chosen, changed) => {
    const counts = {};
    for (const row of screen.rows) if (row.group && !row.alone) counts[row.group] = (counts[row.group] || 0) + 1;
    const list = make("div", {});
    const alone = make("div", { class: "pair" });
    let group = "";
    const boxes = screen.rows.map((row) => {
      const input = make("input", { type, name: "row", value: row.value });
      input.checked = chosen.includes(row.value);
      input.addEventListener("change", () => changed(input, row));
      const isWide = row.alone && row.label.length > SHORT_LABEL;
      const label = make("label", { class: isWide ? "row wide" : "row" }, input, make("span", {}, row.label));
      if (!row.alone && row.group && row.group !== group) {
        list.append(make("h2", { class: "group", "data-group": row.group }, `${row.group} `, make("span", {}, `(${counts[row.group]})`)));
      }
      if (!row.alone) group = row.group;
      (row.alone ? alone : list).append(label);
      return { row, input, label };
    });
    const isSplit = alone.childElementCount && list.childElementCount;
    const apart = make("div", {}, isSplit ? make("p", { class: "or" }, say("or")) : null, alone);
    const rows = make("div", {}, list, apart);
    return { rows, boxes, list, apart };
  };

  /* Which rows her words find, and by which name of hers, the engine says. What fails leaves them all to be seen. */
  const finder = (screen) => {
    const known = new Map();
    const everything = { rows: screen.rows.map((row) => row.value), called: {}, near: false };
    return (typed) => {
      if (!typed) return Promise.resolve(everything);
      if (!known.has(typed)) known.set(typed, window.engine.call("find", { typed }).catch(() => everything));
      return known.get(typed);
    };
  };

  /* What stands alone speaks of the whole list: it is not shown beside a part of it. */
  const drawFilter = (screen, { boxes, list, apart }, find, add) => {
    if (screen.rows.length <= LONG_LIST) return { search: "", isSearching: () => false, showAll: () => {} };
    const real = boxes.filter((box) => !box.row.alone);
    const field = make("input", { type: "search", class: "field", id: "filter", maxlength: "100", autocomplete: "off", spellcheck: "false" });
    const count = make("p", { class: "hint", role: "status" }, say("rows", { n: real.length }));
    const put = () => {
      add(field.value.trim());
      showAll();
      field.focus({ preventScroll: true });
    };
    const other = add ? button("", put) : null;
    const look = async () => {
      const typed = field.value.trim();
      const { rows, near } = await find(typed);
      if (typed !== field.value.trim()) return;
      const isNamed = (box) => rows.includes(box.row.value);
      const shown = real.filter((box) => box.input.checked || isNamed(box));
      for (const box of real) box.label.hidden = !shown.includes(box);
      apart.hidden = Boolean(typed);
      for (const head of list.querySelectorAll("h2")) {
        head.hidden = !shown.some((box) => box.row.group === head.dataset.group);
      }
      const isFound = !typed || real.some(isNamed);
      const known = typed ? say("found", { n: shown.length, all: real.length }) : say("rows", { n: real.length });
      if (isFound) count.textContent = near ? say("found_near") : known;
      else count.textContent = say(other ? "nothing_found_add" : "nothing_found");
      if (other) {
        (near ? list : count).after(other);
        other.hidden = isFound && !near;
        other.textContent = say("something_else", { name: typed });
      }
      countAgain();
    };
    const showAll = () => {
      field.value = "";
      return look();
    };
    field.addEventListener("input", look);
    look();
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    const search = make("div", {}, make("label", { for: "filter" }, say("find")), field, count, other);
    /* What she looked for and the list has not, she meant to say. */
    const addUnfound = async () => {
      const typed = field.value.trim();
      const { rows, near } = await find(typed);
      const isTaken = boxes.some((box) => box.input.checked && rows.includes(box.row.value));
      if (!add || !typed || isTaken || (rows.length && !near)) return false;
      add(typed);
      return true;
    };
    return { search, isSearching: () => Boolean(field.value.trim()), showAll, addUnfound };
  };

  const listForm = (watched, ...inside) => {
    const list = form(...inside);
    list.addEventListener("focusin", watched.passed);
    return list;
  };

  const drawOne = (screen) => {
    const told = screen.standing ? [screen.standing] : [];
    const drawn = drawRows(screen, "radio", ticksOf(screen, told), (input, row) => keepTicks(screen, [row.value], told));
    const filter = drawFilter(screen, drawn, finder(screen));
    const watched = watchRows(screen, drawn, filter.isSearching);
    const send = () => {
      const chosen = drawn.boxes.find((box) => box.input.checked);
      const isSame = chosen && chosen.row.value === screen.standing;
      if (chosen && !isSame && watched.isTold()) return undefined;
      return give(isSame ? { command: "keep" } : { value: chosen ? chosen.row.value : "" });
    };
    const set = make("fieldset", {}, make("legend", {}, title(screen.text)), drawPlace(screen) || "",
      drawNote(screen) || "", filter.search, drawn.rows);
    return listForm(watched, send, set, drawWhy(screen), drawTray(drawSend(screen)));
  };

  const drawMany = (screen) => {
    const find = finder(screen);
    const called = new Map();
    /* What was ticked by a name of hers is ticked by its row, and is known by that name. */
    const asRow = (value) => {
      for (const row of screen.rows) {
        const name = row.called.find(([, one]) => one === value);
        if (name) called.set(row, name);
        if (name) return row.value;
      }
      return value;
    };
    const ticked = ticksOf(screen, screen.ticked).map(asRow);
    const named = ticked.filter((value) => !screen.rows.some((row) => row.value === value));
    let lookedUp = Promise.resolve();
    const others = new Set(named);
    const read = make("p", { id: "ticked", role: "status" });
    const mine = make("div", {});
    const nameOf = (value) => value.split(screen.named).slice(1).join(screen.named);
    const values = () => [...drawn.boxes.filter((box) => box.input.checked)
      .map(({ row }) => (called.has(row) ? called.get(row)[1] : row.value)), ...others];
    const takeBack = (value) => {
      others.delete(value);
      readBack();
    };
    const drawMine = (value) => {
      const input = make("input", { type: "checkbox", onchange: () => takeBack(value) });
      input.checked = true;
      return make("label", { class: "row" }, input, make("span", {}, nameOf(value)));
    };
    const readBack = () => {
      const names = drawn.boxes.filter((box) => box.input.checked)
        .map(({ row }) => (called.has(row) ? `${row.label}: ${called.get(row)[0]}` : row.label));
      const all = [...names, ...[...others].map(nameOf)];
      mine.replaceChildren(...[...others].map(drawMine));
      read.replaceChildren(...(all.length ? [make("strong", {}, `${say("ticked", { n: all.length })} `), all.join(", ")] : []));
      keepTicks(screen, values(), screen.ticked);
      keepLow();
    };
    /* A brand that a row was found by is kept: nobody knows her medicine by another name. */
    const nameTyped = async (input, row) => {
      const field = by("filter");
      const name = field && (await find(field.value.trim())).called[row.value];
      if (!name || !input.checked) return;
      called.set(row, name);
      readBack();
    };
    const changed = (input, row) => {
      called.delete(row);
      if (input.checked) {
        lookedUp = Promise.all([lookedUp, nameTyped(input, row)]);
        for (const box of drawn.boxes) {
          if (box.input !== input && (row.alone || box.row.alone)) box.input.checked = false;
        }
        if (row.alone) others.clear();
      }
      readBack();
    };
    const drawn = drawRows(screen, "checkbox", ticked, changed);
    const addOther = (typed) => {
      others.add(`${screen.other}${screen.named}${typed}`);
      for (const box of drawn.boxes) if (box.row.alone) box.input.checked = false;
      readBack();
    };
    /* What her search hides was never seen, and would count as no: once, all is shown again before it is sent. */
    let isShown = false;
    const filter = drawFilter(screen, drawn, find, screen.other ? addOther : null);
    const showHidden = async () => {
      isShown = true;
      keepFromSecondTap();
      const isAdded = await filter.addUnfound();
      await filter.showAll();
      keepLow();
      by("place").querySelector("h1").focus({ preventScroll: true });
      tellNow(isAdded ? read.textContent : "", say("were_hidden"));
      by("said").lastChild.id = "were-hidden";
    };
    const isUnseen = () => !isShown && filter.isSearching();
    /* What she typed under the list may stand in it, spelt another way: she is asked once before it is added. */
    const meant = make("div", { id: "meant", role: "status" });
    let asked = "";
    const takeMeant = ({ input, row }, name) => {
      input.checked = true;
      changed(input, row);
      if (name) called.set(row, name);
      by("other").value = "";
      by("other").dispatchEvent(new Event("input"));
      readBack();
    };
    const isMeant = async (typed) => {
      if (typed === asked) return false;
      const found = await find(typed);
      const boxes = drawn.boxes.filter(({ row }) => !row.alone && found.rows.includes(row.value));
      if (!boxes.length || boxes.length > MANY_MEANT) return false;
      asked = typed;
      meant.replaceChildren(make("p", {}, say("meant")), ...boxes.map((box) => {
        const name = found.called[box.row.value];
        return button(name ? `${box.row.label}: ${name[0]}` : box.row.label, () => takeMeant(box, name), "act");
      }));
      meant.scrollIntoView({ block: "center" });
      keepFromSecondTap();
      return true;
    };
    const forgetMeant = () => {
      asked = "";
      meant.replaceChildren();
    };
    /* What is typed and not added yet is added. Beside a row that stands alone, she sees first what became of it. */
    const addTyped = () => {
      const field = by("other");
      const typed = field ? field.value.trim() : "";
      if (!typed) return false;
      const wasAlone = drawn.boxes.some((box) => box.row.alone && box.input.checked);
      field.value = "";
      forgetMeant();
      addOther(typed);
      if (wasAlone) tellNow(say("added", { name: typed }));
      return wasAlone;
    };
    const send = async () => {
      if (isUnseen()) return showHidden();
      const field = by("other");
      if (field && field.value.trim() && await isMeant(field.value.trim())) return undefined;
      if (addTyped()) return undefined;
      const now = values();
      const isSame = screen.so_far && isSameSet(now, screen.ticked);
      if (now.length && !isSame && !isShown && watched.isTold()) return undefined;
      return lookedUp.then(() => give({ value: values() }));
    };
    const set = make("fieldset", {}, make("legend", {}, title(screen.text)), drawPlace(screen) || "",
      drawNote(screen) || "", screen.rest ? make("p", { class: "hint" }, say("rest_counts", { rest: screen.rest })) : "",
      filter.search, drawn.rows,
      mine, drawOther(screen, addOther, isMeant, meant, forgetMeant) || "");
    const watched = watchRows(screen, drawn, filter.isSearching);
    readBack();
    return listForm(watched, send, set, drawWhy(screen), drawTray(read, drawSend(screen)));
  };

  const drawOther = (screen, add, isMeant, meant, forgetMeant) => {
    if (!screen.other) return null;
    const field = make("input", { type: "text", class: "field", id: "other" });
    const noteDraft = keepDraft(screen, field);
    field.addEventListener("input", forgetMeant);
    const put = async () => {
      const typed = field.value.trim();
      if (typed && await isMeant(typed)) return;
      if (typed) add(typed);
      field.value = "";
      noteDraft();
      forgetMeant();
      field.focus();
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && field.value.trim()) {
        event.preventDefault();
        put();
      }
    });
    return make("div", {}, make("label", { for: "other" }, say("another")),
      make("div", { class: "with-button" }, field, button(say("add"), put)), meant);
  };

  /* What is to be done next, after a loss, in the review, or today. */

  const drawActs = (screen) => (DRAWN[screen.id] || drawChoices)(screen);

  const act = (row, kind = "act") => button(row.label, () => give({ value: row.value }), kind);

  const drawChoices = (screen) => {
    const inside = [];
    let group = "";
    const first = screen.rows.some((row) => row.value === "go_on") ? "go_on" : screen.rows[0].value;
    for (const [place, row] of screen.rows.entries()) {
      if (row.group !== group && (row.group || place)) inside.push(row.group ? make("h2", {}, row.group) : make("hr"));
      group = row.group;
      inside.push(act(row, row.value === first ? "act main" : "act"));
    }
    const head = [...drawHead(screen), drawPlace(screen), drawHint(screen)];
    const framed = screen.typed === "fit" ? [make("div", { class: "framed" }, ...head.filter(Boolean))] : head;
    return make("div", {}, ...framed, drawNote(screen), ...inside);
  };

  /* What is said before the question is heard with it: the focus goes to the heading. */
  const drawHead = (screen) => {
    const head = title(screen.text);
    if (!screen.opening) return [head];
    head.setAttribute("aria-describedby", "opening");
    return [make("p", { id: "opening", class: "opening" }, screen.opening), head];
  };

  const drawCallToday = (screen) => {
    const [read, ...more] = screen.rows;
    const numbers = screen.phones.map(drawPhone);
    const framed = make("div", { class: "framed" }, make("p", {}, make("span", { class: "tag" }, say("important"))),
      title(screen.text), make("p", {}, screen.help),
      make("ul", {}, ...screen.meetings.map((one) => make("li", {}, make("strong", {}, one.treatment), `: ${one.said}`))),
      make("h2", {}, say("can_say")), make("p", {}, `\u201c${screen.aloud}\u201d`));
    const asks = more.map((row) => act(row, numbers.length || row !== more[0] ? "act" : "act main"));
    return make("div", {}, framed, ...numbers, ...asks, act(read, numbers.length || more.length ? "act" : "act main"));
  };
  const drawPhone = (phone) => {
    const text = say(`call_${phone.of}`, { number: phone.text });
    if (!phone.call) return make("p", {}, make("strong", {}, text));
    return make("a", { class: phone.of === "day" ? "call main" : "call", href: `tel:${phone.call}` }, text);
  };

  /* The review: what is worth a look, then every answer in its part, each to be changed. */

  const drawReview = (screen) => {
    const acts = screen.rows.filter((row) => !row.value.startsWith("section:"));
    const go = acts.find((row) => ["go_on", "back"].includes(row.value));
    const worth = acts.slice(0, acts.indexOf(go));
    const rest = acts.slice(acts.indexOf(go) + 1);
    const last = screen.answers.map((one) => one.group).at(-1);
    const groups = [...new Set(rest.map((row) => row.group))];
    return make("div", {}, ...drawHead(screen), drawHint(screen), drawNote(screen),
      ...drawGroup(worth, worth.length ? worth[0].group : ""),
      ...screen.answers.flatMap((one, place) => drawAnswer(one, screen.answers[place - 1])),
      ...groups.flatMap((group) => drawGroup(rest.filter((row) => row.group === group), last ? group : "")),
      drawTray(act(go, "act main")));
  };
  const drawGroup = (rows, name) => [rows.length && name ? make("h2", {}, name) : null, ...rows.map((row) => act(row))];
  const drawAnswer = (one, before) => {
    const isSamePart = before && before.group === one.group;
    const [about] = one.also;
    return [
      isSamePart ? null : make("h2", {}, one.group),
      about && !(isSamePart && before.also[0] === about) ? make("h3", { class: "group" }, about) : null,
      make("div", { class: "answer" }, make("p", {}, one.label), make("button", {
        type: "button", class: "link", "aria-label": say("change_this", { name: one.label }), onclick: () => give({ value: one.value }),
      }, say("change_short"))),
    ];
  };

  const DRAWN = { call_today: drawCallToday, review: drawReview, look_over: drawReview };

  /* The first three, in her order. Up takes any question into the three. */

  const drawOrder = (screen) => {
    const suggested = screen.rows.filter((row) => row.group === screen.rows[0].group).map((row) => row.value);
    const first = screen.ticked.length ? screen.ticked : suggested;
    const byValue = Object.fromEntries(screen.rows.map((row) => [row.value, row]));
    const values = screen.rows.map((row) => row.value);
    let order = [...first, ...values.filter((value) => !first.includes(value))];
    const begun = order.slice(0, screen.first).join("\n");
    const place = make("div", {});
    const move = (from, to, word) => {
      const [value] = order.splice(from, 1);
      order.splice(to, 0, value);
      fill();
      whisper(to < screen.first ? say("moved", { n: to + 1, name: byValue[value].label }) : say("moved_down", { name: byValue[value].label }));
      const again = place.querySelector(`[data-value="${CSS.escape(value)}"] [data-move="${word}"]`);
      (again || place.querySelector(`[data-value="${CSS.escape(value)}"] button`)).focus({ preventScroll: true });
    };
    const line = (value, now) => {
      const name = make("span", { class: "asked", id: `asked-${now}` }, byValue[value].label);
      const to = (word, where) => make("button", {
        type: "button", "data-move": word, "aria-describedby": `asked-${now}`, onclick: () => move(now, where, word),
      }, say(word));
      return make("li", { "data-value": value }, make("span", { class: "count" }, String(now + 1)), name,
        make("div", { class: "moves" },
          now ? to("up", Math.min(now - 1, screen.first - 1)) : null,
          now < screen.first && now < order.length - 1 ? to("down", now + 1) : null,
          suggested.includes(value) ? make("span", {}, say("suggested")) : null));
    };
    const fill = () => {
      const lines = order.map(line);
      place.replaceChildren(
        make("h2", {}, say("your_three")), make("ol", { class: "order first" }, ...lines.slice(0, screen.first)),
        ...(lines.length > screen.first
          ? [make("h2", {}, say("the_rest")), make("ol", { class: "order", start: String(screen.first + 1) }, ...lines.slice(screen.first))]
          : []),
      );
    };
    fill();
    const send = () => {
      const three = order.slice(0, screen.first);
      if (three.join("\n") === begun && !screen.ticked.length) return give({ command: "skip" });
      return give({ value: three });
    };
    return form(send, title(screen.text), make("p", { class: "hint" }, say("order_hint")), drawNote(screen), place,
      drawTray(make("button", { type: "submit", class: "main" }, say("order"))));
  };

  const FORMS = { one: drawOne, many: drawMany, line: drawLine, lines: drawLines, order: drawOrder };

  /* Stop, keep, delete. */

  const drawKeep = () => {
    const input = make("input", { type: "checkbox" });
    input.checked = at.kept;
    input.addEventListener("change", async () => {
      await remember();
      if (isKeptElsewhere()) return sayNewer();
      if (input.checked && !store(at.file ? at.file.text : "")) {
        input.checked = false;
        return tellNow(say("keep_failed"));
      }
      at.kept = input.checked;
      if (!at.kept) store(null);
      tell();
      sayWhereKept();
      return by("where-kept").scrollIntoView({ block: "nearest" });
    });
    return make("div", {}, make("label", { class: "row" }, input, make("span", {}, say("keep"))),
      make("p", { class: "hint" }, say("keep_hint")));
  };

  const sayWhereKept = () => { by("where-kept").textContent = say(at.kept ? "stop_kept" : "stop_text"); };

  const showStop = () => {
    tell();
    show("stop", title(say("stop_title")), make("p", { id: "where-kept", role: "status" }, say(at.kept ? "stop_kept" : "stop_text")),
      drafts.size ? make("p", { class: "note" }, say("unsent")) : null,
      button(say("go_on"), () => change(), "main"),
      button(say("show_sheet"), () => showSheet()),
      drawKeep(),
      button(say("save_answers"), saveAnswers), make("p", { class: "hint" }, say("save_hint")));
  };

  const showDelete = () => {
    tell();
    show("delete", title(say("delete_title")), make("p", {}, say("delete_text")), make("p", {}, say("delete_cannot")),
      button(say("delete_no"), stay, "main"), button(say("delete_yes"), forget));
  };

  const forget = async () => {
    store(null);
    drafts.clear();
    lookedAt.clear();
    sheetTicks.clear();
    by("newer").replaceChildren();
    Object.assign(at, { state: null, saved: true, kept: false, seen: null, file: null, quick: false, sheet: "" });
    try {
      await call("forget");
    } catch { /* An engine that has stopped holds nothing any more. */ }
    showStart();
    tell(say("deleted"));
  };

  /* The sheet: its own page, in the place of this one, under a bar of what can be done with it. */

  const bar = by("sheet").attachShadow({ mode: "open" });
  const under = by("under").attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(by("page-style").textContent.replaceAll(":root", ":host").replaceAll("#page", ".bar"));
  for (const one of [bar, under]) one.adoptedStyleSheets = [style];

  const showSheet = async (isForward = true, everything = false) => {
    try {
      at.sheet = await call("sheet", { format: "html", everything });
    } catch (error) {
      return by("main").hidden ? failedOnSheet(error) : failed(error);
    }
    if (isForward) forward();
    at.view = everything ? "list" : "sheet";
    tell();
    whisper("");
    putSheet(new DOMParser().parseFromString(at.sheet.text, "text/html"));
    return undefined;
  };

  const failedOnSheet = (error) => {
    const note = bar.querySelector("[role=status]");
    note.textContent = error.kind === "dead" ? say("dead") : `${say("went_wrong")} ${error.message}`;
    note.scrollIntoView({ block: "nearest" });
  };

  /* Above the sheet and under it: the way to all that has no room on it, and back. */
  const otherForm = (isList, kind = "") =>
    isList ? button(say("sheet_alone"), () => showSheet(), kind) : button(say("full_list"), () => showSheet(true, true), kind);
  const drawUnder = (isList) => make("section", { class: "bar under", "aria-label": say("full_list_about") },
    isList ? null : make("p", { class: "hint" }, say("full_list_hint")),
    otherForm(isList));

  const putSheet = (made) => {
    const isList = at.view === "list";
    const look = new CSSStyleSheet();
    const styles = [...made.querySelectorAll("style")].map((one) => one.textContent);
    look.replaceSync([...styles, "[hidden] { display: none !important; }"].join("\n"));
    document.adoptedStyleSheets = [look];
    by("page-style").media = "not all";
    for (const id of ["top", "main", "foot"]) by(id).hidden = true;
    const paper = make("div", { id: "paper" }, ...document.importNode(made.body, true).childNodes);
    paper.addEventListener("click", followLink);
    document.getElementById("paper")?.remove();
    by("sheet").after(paper);
    keepSheetTicks(paper);
    for (const one of ["sheet", "under"]) by(one).hidden = false;
    under.replaceChildren(drawUnder(isList));
    const note = make("p", { role: "status" });
    const save = () => {
      download(at.sheet.text, at.sheet.name, "text/html");
      note.textContent = say("saved_sheet", { name: at.sheet.name });
    };
    const file = async () => {
      await saveAnswers();
      note.textContent = by("said").textContent;
    };
    const head = make("p", { tabindex: "-1" }, make("strong", {}, say(isList ? "list_ready" : "sheet_ready")));
    const leave = (next) => () => {
      leaveSheet();
      forward();
      next();
    };
    bar.replaceChildren(make("section", { class: "bar", "aria-label": say("bar") }, head, note,
      make("div", { class: "pair" },
        button(say("print"), () => window.print(), "main"), button(say("save_sheet"), save),
        button(say("save_answers"), file), button(say("change"), () => change()), otherForm(isList, "wide")),
      make("details", {}, make("summary", {}, say("more")),
        at.quick ? button(say("long_form"), goLong) : null,
        button(say("notes"), takeNotes),
        button(say("keep_or_delete"), leave(showStop)),
        button(by("delete").textContent, leave(showDelete)))));
    head.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    const left = leftAt.get(at.depth);
    if (left) putBack(left);
    else if (isList) goToPlace(paper.querySelector(".list :is(h1, h2)"));
    keepFromSecondTap();
  };
  /* A link leads to its place on the sheet. Left to the browser, its step in the history would be taken for one back
     from the sheet. */
  const followLink = (event) => {
    const link = event.target.closest('a[href^="#"]');
    const place = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place) return;
    event.preventDefault();
    forward([...by("paper").querySelectorAll("a")].indexOf(link));
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    goToPlace(place);
  };
  const goToPlace = (place) => {
    place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
    place.scrollIntoView();
  };
  const putBack = ({ top, link }) => {
    const from = link === null ? null : by("paper").querySelectorAll("a")[link];
    if (from) from.focus({ preventScroll: true });
    window.scrollTo(0, top);
  };
  /* What she ticked on a sheet is ticked on each that is made after it: a line is known by its words,
     without the numbers of its sources, which are others in the full list. */
  const wordsBeside = (tick) => {
    const [row, block] = [tick.closest("tr"), tick.closest(".check")];
    const around = [tick.closest(".list") ? "list" : "", row, block && block.querySelector("h3"), tick.closest("label")];
    return around.map((one) => (one && one.textContent) || one || "").join(" ").replace(/\[\d+[^\]]*\]/g, "");
  };
  const keepSheetTicks = (paper) => {
    const counts = {};
    for (const tick of paper.querySelectorAll("input[type=checkbox]")) {
      const words = wordsBeside(tick);
      counts[words] = (counts[words] || 0) + 1;
      const line = `${words} ${counts[words]}`;
      tick.checked = sheetTicks.has(line);
      tick.addEventListener("change", () => (tick.checked ? sheetTicks.add(line) : sheetTicks.delete(line)));
    }
  };
  const leaveSheet = () => {
    document.adoptedStyleSheets = [];
    by("page-style").media = "all";
    for (const one of ["sheet", "under"]) by(one).hidden = true;
    document.getElementById("paper")?.remove();
    by("main").hidden = false;
  };

  const change = async (isForward = true) => {
    if (by("main").hidden) leaveSheet();
    try {
      const state = await call("change");
      if (isForward) forward();
      took(state);
    } catch (error) {
      failed(error);
    }
  };

  const goTo = async (name, how) => {
    leaveSheet();
    try {
      const state = await call(name, how);
      forward();
      took(state);
    } catch (error) {
      failed(error);
    }
  };
  const goLong = () => goTo("start", { quick: false, keep: true });
  const takeNotes = () => goTo("notes", {});

  /* The first screen of all. The first question needs no engine: it was put into the page when it was written. */

  const firstScreens = JSON.parse(by("first-screens").textContent);

  const showStart = () => {
    if (by("main").hidden) leaveSheet();
    tell();
    showSaved();
    show("start");
  };
  const showSaved = () => {
    savedBox.hidden = !stored() && !hasAnswers();
    savedBox.querySelector("p").hidden = !stored();
  };

  const askFirst = (next, isLeft) => {
    if (!isLeft) return next();
    tell();
    forward();
    return show("first", title(say("answers_here")), make("p", {}, say("answers_gone")),
      button(say("go_on"), goOn, "main"), hasAnswers() ? button(say("save_answers"), saveAnswers) : null,
      button(say("afresh"), async () => {
        await forget();
        next();
      }));
  };

  const begin = (quick) => {
    const first = firstScreens[quick ? "quick" : "long"];
    forward();
    at.quick = quick;
    at.state = first;
    window.engine.call("start", { quick }).catch(failed);
    draw();
  };

  /* What is opened is kept where answers are kept: else those before it would be there again after the next loading. */
  const openText = async (text, look) => {
    try {
      const state = await call("open", { text, look });
      if (by("main").hidden) leaveSheet();
      forward();
      drafts.clear();
      sheetTicks.clear();
      by("newer").replaceChildren();
      Object.assign(at, { kept: stored() !== null, seen: stored() });
      took(state);
      at.saved = true;
      return true;
    } catch (error) {
      tellNow(say("refused"), ...(error.message || "").split("\n"));
      return false;
    }
  };

  const goOn = async () => {
    if (hasAnswers()) return change();
    if (await openText(stored(), false)) return undefined;
    return tellNow(say("saved_wrong"));
  };
  const showNewer = () => openText(stored() || "", true);

  /* A file that cannot be opened changes nothing, so nothing is deleted before it is. */
  const openFile = (text) => {
    if (!stored() && (at.saved || !hasAnswers())) return openText(text, true);
    tell();
    forward();
    return show("first", title(say("answers_here")), make("p", {}, say(stored() ? "file_kept" : "file_instead")),
      button(say("go_on"), goOn, "main"), hasAnswers() ? button(say("save_answers"), saveAnswers) : null,
      button(say("open_it"), () => openText(text, true)));
  };
  for (const [id, quick] of [["start-long", false], ["start-quick", true]]) {
    by(id).addEventListener("click", () => askFirst(() => begin(quick), hasAnswers() || stored()));
  }
  by("start-saved").addEventListener("click", goOn);
  by("open-file").addEventListener("click", () => fileField.click());
  fileField.addEventListener("change", async () => {
    const [file] = fileField.files;
    if (!file) return;
    try {
      openFile(await file.text());
    } catch {
      tellNow(say("refused"), say("not_text"));
    }
    fileField.value = "";
  });
  by("print-blank").addEventListener("click", () => {
    const root = document.documentElement;
    const swap = (isPage) => {
      by("page-style").media = isPage ? "all" : "not all";
      by("paper-style").media = isPage ? "not all" : "all";
      root.className = isPage ? "with-page" : "with-handout";
    };
    window.addEventListener("afterprint", () => swap(true), { once: true });
    swap(false);
    window.print();
  });
  by("go-back").addEventListener("click", goBack);
  by("stop-or-save").addEventListener("click", () => { forward(); showStop(); });
  by("delete").addEventListener("click", () => { forward(); showDelete(); });

  history.replaceState({ depth: 0 }, "");
  savedBox.hidden = !stored();
  by("foot").hidden = !stored();
  window.engine.call("begin", { today: today() }).catch(() => {});
})();
