// Finding an actor by any of its names: a combobox with suggestions, used in the header and for the end of a path.

let index = null;

/** Folded names of all actors that take part in a relation; made at the first search. */
function searchIndex() {
  index ??= actors
    .filter((actor) => actor.edges.length)
    .map((actor) => ({ actor, names: [actor.label, ...actor.names].map((text) => [fold(text), text]) }));
  return index;
}

/** The best matches: whole names, then names that begin so, then words that do, then any part; other names later. */
function find(query, limit = 8) {
  const wanted = fold(query);
  if (!wanted) return [];
  const found = [];
  for (const { actor, names } of searchIndex()) {
    let best = null;
    for (const [place, [folded, text]] of names.entries()) {
      const at = folded.indexOf(wanted);
      if (at < 0) continue;
      const rank = (folded === wanted ? 0 : at === 0 ? 1 : folded[at - 1] === " " ? 2 : 3) + (place ? 0.5 : 0);
      if (best === null || rank < best.rank) best = { rank, text };
    }
    if (best) found.push({ actor, ...best });
  }
  return found.sort((a, b) => a.rank - b.rank || a.actor.id - b.actor.id).slice(0, limit);
}

/** Make an input and a list suggest actors; `choose` is called with the actor's number. */
function combobox(input, list, choose) {
  let matches = [];
  let active = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const mark = (at) => {
    active = at;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const pick = (at) => {
    const match = matches[at];
    if (!match) return;
    input.value = "";
    close();
    choose(match.actor.id);
  };
  const suggest = () => {
    matches = find(input.value);
    clear(
      list,
      ...matches.map(({ actor, text }, at) =>
        el(
          "li",
          {
            role: "option",
            id: `${list.id}-${at}`,
            "aria-selected": "false",
            onmousedown: (event) => {
              event.preventDefault();
              pick(at);
            },
          },
          typeIcon(actor.type),
          el(
            "span",
            { class: "match" },
            name(shorten(actor.label, 80)),
            text !== actor.label && el("small", {}, "also ", name(shorten(text, 60))),
          ),
          el("small", { class: "count" }, String(actor.said)),
        ),
      ),
    );
    if (input.value.trim() && !matches.length)
      clear(list, el("li", { class: "none" }, "No actor of that name in these texts"));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (matches.length) mark(0);
  };
  input.addEventListener("input", suggest);
  input.addEventListener("focus", () => {
    if (input.value.trim()) suggest();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && matches.length) mark((active + 1) % matches.length);
    else if (event.key === "ArrowUp" && matches.length) mark((active - 1 + matches.length) % matches.length);
    else if (event.key === "Enter") pick(active);
    else if (event.key === "Escape") {
      event.stopPropagation();
      if (list.hidden) input.value = "";
      close();
    } else return;
    event.preventDefault();
  });
}

/** Select an actor wherever it is; one that is not in view is shown with its neighbourhood. */
function goTo(id) {
  if (picture.shown.nodes.includes(id)) {
    selectActor(id);
    picture.network.focus(id, {
      scale: Math.max(picture.network.getScale(), 0.9),
      animation: !calm() && { duration: 350, easingFunction: "easeInOutQuad" },
    });
  } else {
    showNeighbourhood(id);
    if (!picture.shown.nodes.some((other) => other !== id)) toast("The filters hide all that is said of this actor");
  }
}

function startSearch() {
  combobox($("search-input"), $("search-list"), goTo);
  document.addEventListener("keydown", (event) => {
    const typing =
      /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) &&
      event.target.type !== "range" &&
      event.target.type !== "checkbox";
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      $("search-input").focus();
    }
  });
}
