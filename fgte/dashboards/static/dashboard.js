// One module for a page from the server and for a cell in JupyterLab: controls, view, address.

const PATIENCE = 2000; // ms that a kernel is given before the server is asked instead
const STARTING = 30000; // ms that a kernel is given to start before another is tried at the next choice
const SLOW = 250; // ms after which a visitor is told that something is going on

// The choices of the form as the words of an address; what is usual is left out.
function chosen(form, opened) {
  const words = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) words.set(name, value);
  if (opened) words.set("oppen", opened);
  return words.toString();
}

// Everything that a visitor can do with one board. `ask` takes words of an address, gives an answer.
export function board(root, ask, { remember = () => {}, leave = () => false } = {}) {
  const find = (name) => root.querySelector(`[data-fgte-${name}]`);
  const [shell, form, view, said] = ["board", "choices", "view", "said"].map(find);
  const [heading, trouble] = [find("heading"), find("trouble")];
  let latest = 0;
  let query = shell.dataset.query;

  function draw(answer) {
    view.innerHTML = answer.html;
    heading.textContent = answer.heading;
    query = answer.query;
    for (const [name, value] of Object.entries(answer.values)) {
      if (form && form.elements[name]) form.elements[name].value = value;
    }
  }

  function tell(kind, again) {
    trouble.querySelector("p").textContent = trouble.dataset[kind];
    trouble.querySelector("button").onclick = () => { trouble.hidden = true; again(); };
    trouble.hidden = false;
  }

  async function show(words, { focus, back = false } = {}) {
    const mine = ++latest;
    const slow = setTimeout(() => { said.textContent = said.dataset.waiting; }, SLOW);
    view.setAttribute("aria-busy", "true");
    try {
      const answer = await ask(words);
      if (mine !== latest) return;
      draw(answer);
      if (!back) remember(answer);
      said.textContent = answer.said;
      if (focus) lead(focus);
    } catch {
      if (mine === latest) tell("silent", () => show(words, { focus, back }));
    } finally {
      clearTimeout(slow);
      if (mine === latest) view.removeAttribute("aria-busy");
    }
  }

  // Where one was: the opened card itself, or the link of the tile that was closed.
  function lead(id) {
    const find = (name) => view.querySelector(`#${CSS.escape(name)}`);
    const place = find(id) ?? find(`${id}-link`);
    if (!place) return;
    const target = place.matches("[tabindex], a") ? place : place.querySelector("a");
    target.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  }

  const opened = () => new URLSearchParams(query).get("oppen");
  if (form) {
    form.addEventListener("change", () => show(chosen(form, opened())));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show(chosen(form, opened()));
    });
  }
  view.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const [place, words = ""] = link.getAttribute("href").split("?");
    if (link.dataset.fgteGo) {
      event.preventDefault();
      show(words, { focus: link.dataset.fgteGo });
    } else if (leave(place, words)) {
      event.preventDefault();
    }
  });
  shell.dataset.ready = "";
  return { show, tell, query: () => query };
}

// Ask the kernel behind a widget; it has failed when it has not answered in time.
function asking(model) {
  let n = 0;
  return (query, view = "") => new Promise((resolve, reject) => {
    const mine = `${Date.now()}-${++n}`;
    const heard = () => {
      const answer = model.get("answer");
      if (answer.n === mine) done(() => resolve(answer));
    };
    const done = (then) => {
      clearTimeout(timer);
      model.off("change:answer", heard);
      then();
    };
    const timer = setTimeout(() => done(() => reject(new Error("kernel"))), PATIENCE);
    model.on("change:answer", heard);
    model.set("asked", { n: mine, query, view });
    model.save_changes();
  });
}

// A page from the server: complete when it comes. A kernel starts when someone first chooses.
function page(shell) {
  const { view, kernel, idle, lives, mark } = shell.dataset;
  let frame = null;
  let live = null;
  let rest = 0;
  let starting = 0;

  async function server(query) {
    const answer = await fetch(`vy/${view}?${query}`, { signal: AbortSignal.timeout(20000) });
    if (answer.redirected || answer.status === 403) location.reload();
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  function start() {
    if (lives !== "yes" || frame) return;
    frame = document.createElement("iframe");
    Object.assign(frame, { src: kernel, tabIndex: -1, inert: true, className: "kernel" });
    frame.setAttribute("aria-hidden", "true");
    document.body.append(frame);
    starting = setTimeout(stop, STARTING);
  }

  // Let go of the kernel, and of its memory on the server.
  function stop() {
    clearTimeout(starting);
    const config = frame?.contentDocument?.getElementById("jupyter-config-data");
    const id = config && JSON.parse(config.textContent).kernelId;
    if (id) {
      const marked = new FormData(); // the server's own mark, which no other site's form has
      marked.append("_xsrf", mark);
      navigator.sendBeacon(`voila/api/shutdown/${id}`, marked);
    }
    frame?.remove();
    frame = live = null;
    delete shell.dataset.live;
  }

  async function ask(query) {
    clearTimeout(rest);
    rest = setTimeout(stop, idle * 1000);
    if (!live) {
      const answer = await server(query);
      setTimeout(start, SLOW);
      return answer;
    }
    try {
      return await live(query);
    } catch {
      stop();
      const answer = await server(query);
      shown.tell("lost", start);
      return answer;
    }
  }

  function remember(answer) {
    document.title = answer.title;
    const open = new URLSearchParams(answer.query).get("oppen");
    const place = open ? `#tile-${open}` : ""; // where the page begins for one who is sent the link
    history.pushState(null, "", (answer.query ? `?${answer.query}` : location.pathname) + place);
  }

  addEventListener("fgte-live", ({ detail }) => {
    clearTimeout(starting);
    live = asking(detail.model);
    shell.dataset.live = "";
  });
  addEventListener("popstate", () => {
    const words = location.search.slice(1);
    if (words !== shown.query()) shown.show(words, { back: true });
  });
  addEventListener("pagehide", stop);
  const shown = board(document, ask, { remember });
}

// A widget: inside a page it is only the way to its kernel, in a notebook it is the board itself.
export default {
  initialize({ model }) {
    if (window.parent !== window && window.frameElement?.className === "kernel") {
      const Told = window.parent.CustomEvent;
      window.parent.dispatchEvent(new Told("fgte-live", { detail: { model } }));
    }
  },
  render({ model, el }) {
    const root = el.shadowRoot ?? el.attachShadow({ mode: "open" });
    const ask = asking(model);
    const draw = () => {
      root.innerHTML = `<style>${model.get("style")}</style>${model.get("shell")}`;
      board(root, ask, {
        leave: (view, words) => {
          ask(words, view).catch(() => {});
          return true;
        },
      });
    };
    model.on("change:shell", draw);
    draw();
    return () => model.off("change:shell", draw);
  },
};

const shell = document.querySelector("[data-fgte-board][data-kernel]");
if (shell) page(shell);

// A form in which something has been typed: leaving it without saving is asked about first.
const draft = document.querySelector("form[data-fgte-draft]");
if (draft) {
  let typed = draft.dataset.fgteDraft === "sent";
  draft.addEventListener("input", () => { typed = true; });
  draft.addEventListener("submit", () => { typed = false; });
  addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
}
