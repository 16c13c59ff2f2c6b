/* The screen of an annotation. It shows what Python says and sends what the annotator did; it decides nothing.
   Texts of reports go in as text, never as HTML. */

const SHOWN_CONTEXT = 2; // sentences on each side, until the annotator asks for more
const KERNEL_PATIENCE = 8000; // milliseconds without an answer before the annotator is told

/** Make an element: properties are set, strings and nodes are put in as text and children. */
function make(tag, properties = {}, ...children) {
  const { data = {}, aria = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, data);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(name === "role" ? name : `aria-${name}`, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Ctrl+S and the like are the notebook's: let it have this one key. */
function letShortcutsIn(element) {
  delete element.dataset.lmSuppressShortcuts;
  setTimeout(() => keepShortcutsAway(element));
}

/** Put children in the place of others; what is not there is left out. */
const fill = (element, ...children) => element.replaceChildren(...children.filter((child) => child !== null));

/** A button with its key on it. JupyterLab looks at the focused element itself to keep its shortcuts away. */
function button(label, key, onclick, properties = {}) {
  const element = make("button", { type: "button", ...properties, onclick }, make("span", {}, label));
  if (key) element.append(make("kbd", { aria: { hidden: "true" } }, key));
  return keepShortcutsAway(element);
}

function keepShortcutsAway(element) {
  element.dataset.lmSuppressShortcuts = "true";
  return element;
}

/** Characters as Python counts them: browsers count an emoji twice. */
const characters = (text) => [...text].length;

/** What is printed on the keys of the digit row, where the browser tells. */
async function printedKeys() {
  const fallback = new Map([["Minus", ")"], ["Equal", "="]]);
  try {
    const layout = await navigator.keyboard.getLayoutMap();
    return new Map([...fallback.keys()].map((code) => [code, layout.get(code) ?? fallback.get(code)]));
  } catch {
    return fallback; // Firefox and Safari do not tell: as on a French keyboard
  }
}

const percent = (share) => share > 0 && share < 0.01 ? "< 1 %" : `${(100 * share).toLocaleString("fr-FR", { maximumFractionDigits: 0 })} %`;
const decimal = (number) => number.toLocaleString("fr-FR", { maximumFractionDigits: 1 });

/** Sends commands one at a time, so that each meets the statement that the annotator saw. */
class Line {
  constructor(model, onSilence) {
    this.model = model;
    this.onSilence = onSilence;
    this.client = Math.random().toString(36).slice(2);
    this.count = 0;
    this.waiting = [];
    this.pending = null;
  }

  /** `build` gives the command when its turn has come, or null when it makes no sense any more. */
  send(build) {
    this.waiting.push(build);
    this.next();
  }

  next() {
    while (this.pending === null && this.waiting.length > 0) {
      const command = this.waiting.shift()();
      if (!command) continue;
      this.pending = `${this.client}:${++this.count}`;
      this.timer = setTimeout(this.onSilence, KERNEL_PATIENCE);
      this.model.send({ token: this.pending, command });
    }
  }

  /** The kernel has answered; tells whether the answer is for this screen. */
  answered(token) {
    if (token === null || token !== this.pending) return false;
    clearTimeout(this.timer);
    this.pending = null;
    return true;
  }
}

/** The interface as Python describes it, with ways to look things up. */
function readInterface(described) {
  const categories = described.families.flatMap((family) => family.categories);
  const labels = new Map([...categories, ...described.publics, ...described.polarities].map((entry) => [entry.id, entry.label]));
  const actions = new Map(described.actions.map((entry) => [entry.id, entry]));
  return {
    ...described,
    categories,
    label: (id) => labels.get(id),
    categoryLabel: (id) => labels.get(id) ?? described.outside.label,
    action: (id) => actions.get(id),
  };
}

/** What each key does. Digits go by position: the digit row of a French keyboard types « & é " ». The others by sign. */
function keyTable(ui, acts, { choosePublic, onEntry }) {
  const byCode = new Map(ui.categories.filter((c) => c.code).map((c) => [c.code, c.id]));
  const byKey = new Map([
    ...ui.publics.filter((p) => p.key).map((p) => [p.key, () => choosePublic(p.id)]),
    ...ui.polarities.map((p) => [p.key, () => onEntry({ do: "polarity", polarity: p.id })]),
    ...ui.opinions.map((key, opinion) => [key, () => onEntry({ do: "adopt", opinion })]),
    [ui.outside.key, () => onEntry({ do: "category", category: null })],
    ...ui.actions.filter((a) => !a.shift).map((a) => [a.key, acts[a.id]]),
  ]);
  const byShiftKey = new Map(ui.actions.filter((a) => a.shift).map((a) => [a.key, acts[a.id]]));

  return (event) => {
    const isPad = /^Numpad\d$/.test(event.code) && /^\d$/.test(event.key); // without Num Lock its keys are arrows
    const category = byCode.get(isPad ? event.code.replace("Numpad", "Digit") : event.code);
    if (category !== undefined) return () => onEntry({ do: event.shiftKey ? "also" : "category", category });
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    return (event.shiftKey && byShiftKey.get(key)) || byKey.get(key) || null;
  };
}

const part = (name, ...children) => make("div", { className: `ti-${name}` }, ...children);

function group(label, className, ...children) {
  return make("div", { className, aria: { role: "group", label } }, make("div", { className: "ti-group", aria: { hidden: "true" } }, label), ...children);
}

function choice(label, options) {
  return keepShortcutsAway(make("select", { aria: { label } }, ...options.map(([value, text]) => make("option", { value }, text))));
}

function helpContent(ui, printed, onClose) {
  const keysOf = (entries) => entries.map((entry) => entry.key?.toUpperCase()).filter(Boolean).join(" ");
  const rows = [
    [`1 2 3 … ${[...printed.values()].join(" ")}`, "Catégories, dans l'ordre de l'écran : la rangée des chiffres, sans Maj, quel que soit le clavier"],
    ["⇧ 1 …", "Seconde catégorie acceptée"],
    [ui.outside.shown, ui.outside.label],
    [keysOf(ui.publics), "Publics : cocher ou décocher ; avec des mots sélectionnés, les repérer"],
    [keysOf(ui.polarities), `Polarité : ${ui.polarities.map((p) => p.label.toLowerCase()).join(", ")}`],
    ...ui.actions.map((a) => [a.shown, a.help]),
    ["Échap", "Fermer l'aide ou le commentaire, oublier la sélection"],
  ];
  const terms = rows.flatMap(([keys, text]) => [make("dt", {}, ...keys.split(" ").map((key) => make("kbd", {}, key))), make("dd", {}, text)]);
  const hint = "Chaque clic est enregistré aussitôt. Pour repérer un public ou une quantité, sélectionnez ses mots à la souris.";
  return [make("h3", {}, "Touches"), make("dl", {}, ...terms), make("p", {}, hint), button("Fermer", "?", onClose)];
}

/** A piece of a text, marked with the publics and quantities that it belongs to. */
function markedPiece(ui, piece, statement) {
  if (piece.publics.length === 0 && piece.quantities.length === 0) return document.createTextNode(piece.text);
  const publics = piece.publics.map((i) => ui.label(statement.spans[i].public));
  const quantities = piece.quantities.map((i) => describeQuantity(ui, statement.quantities[i]));
  const className = [publics.length ? "ti-public" : "", quantities.length ? "ti-quantity" : ""].join(" ");
  return make("mark", { className, title: [...publics, ...quantities].join(" · ") }, piece.text);
}

function describeQuantity(ui, quantity) {
  const figures = [quantity.value, quantity.value_max].filter((value) => value !== null).map(String).join(" → ");
  return [ui.qualifiers[quantity.qualifier], figures || "vague", quantity.unit, quantity.per && `par ${quantity.per}`].filter(Boolean).join(" ");
}

/** A quantity's fields, saved as soon as one is left. */
function quantityRow(ui, quantity, place, onCommand) {
  const text = (name, label, size) => keepShortcutsAway(make("input", { type: "text", size, name, value: quantity[name] ?? "", aria: { label } }));
  const list = (name, label, options) => Object.assign(choice(label, options), { name, value: quantity[name] ?? "" });
  const fields = [
    list("qualifier", "Qualificatif", Object.entries(ui.qualifiers)), text("value", "Valeur", 6), text("value_max", "Seconde valeur", 6),
    text("unit", "Unité", 12), text("per", "Par", 8), list("kind", "Nature", Object.entries(ui.kinds)),
    list("public", "Public compté", [["", "aucun public"], ...ui.publics.map((p) => [p.id, p.label])]),
  ];
  const save = () => {
    const values = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    onCommand({ do: "edit_quantity", ...values, public: values.public || null });
  };
  for (const field of fields) {
    Object.assign(field.dataset, { field: `${place} ${field.name}`, given: field.value });
    field.addEventListener("change", save);
  }
  const labelled = fields.map((field) => make("label", {}, field.getAttribute("aria-label"), field));
  const aria = { label: `Supprimer la quantité « ${quantity.text} »` };
  const drop = button("Supprimer", null, () => onCommand({ do: "drop_quantity" }), { className: "ti-small", aria });
  return part("edit", make("mark", { className: "ti-quantity" }, quantity.text), ...labelled, drop);
}

function render({ model, el }) {
  const ui = readInterface(model.get("interface"));
  let printed = new Map();
  let wide = false;
  let selection = null; // the words selected, with their offsets
  let caret = null; // where the mouse was last put down in the statement
  let commenting = false;
  let shownStatement = null;
  const drawn = new Map();

  /** Draw a part anew only when what it shows has changed: words selected or typed meanwhile stay. */
  function once(name, data, drawIt) {
    const key = JSON.stringify(data);
    if (drawn.get(name) === key) return;
    drawn.set(name, key);
    const active = root.contains(document.activeElement) ? document.activeElement : null;
    const field = active?.dataset.field;
    drawIt();
    const again = field && [...root.querySelectorAll("[data-field]")].find((other) => other.dataset.field === field);
    if (!again || again === active) return;
    if (active.value !== active.dataset.given) again.value = active.value;
    again.focus();
  }

  const root = keepShortcutsAway(make("section", { className: "ti-annotation", tabIndex: 0, aria: { label: "Annotation des énoncés" } }));
  const live = make("div", { className: "ti-notice", aria: { role: "status", live: "polite" } });
  const line = new Line(model, () => say("Le noyau ne répond pas. Vos décisions affichées sont enregistrées ; relancez le noyau puis la cellule.", true));
  const state = () => model.get("state");
  const entry = () => state().entry;

  function say(text, error = false) {
    live.textContent = text;
    live.classList.toggle("ti-error", error);
  }

  /* ---- what the annotator does ---- */

  const send = (command) => line.send(() => command);
  const onEntry = (command) => line.send(() => entry() && { statement: entry().id, ...command });

  function choosePublic(id) {
    if (selection) mark({ do: "mark_public", public: id });
    else onEntry({ do: "public", public: id });
  }

  function mark(command) {
    const { statement, start, end, text } = selection;
    selection = null;
    document.getSelection().removeAllRanges();
    send({ ...command, statement, start, end, text });
  }

  const acts = {
    accept: () => onEntry({ do: "accept" }),
    skip: () => onEntry({ do: "skip" }),
    undo: () => send({ do: "undo" }),
    redo: () => send({ do: "redo" }),
    previous: () => send({ do: "step", by: -1 }),
    next: () => send({ do: "step", by: 1 }),
    next_undecided: () => send({ do: "next_undecided" }),
    merge: () => onEntry({ do: "merge" }),
    mark_quantity: () => (selection ? mark({ do: "mark_quantity" }) : say("Sélectionnez d'abord des mots de l'énoncé.", true)),
    split: () => {
      if (caret === null) say("Cliquez d'abord dans l'énoncé, là où le second commence.", true);
      else send({ do: "split", ...caret });
    },
    context: () => { wide = !wide; drawContext(); },
    remark: () => { commenting = !commenting; drawRemark(); if (commenting) root.querySelector(".ti-remark input")?.focus(); },
    search: () => { filters.open = true; words.focus(); words.select(); },
    help: () => { help.hidden = !help.hidden; if (!help.hidden) help.focus(); else root.focus(); },
  };

  /* ---- keys ---- */

  const actOf = keyTable(ui, acts, { choosePublic, onEntry });

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return letShortcutsIn(event.target);
    event.stopPropagation(); // a key of the annotation must not add or cut a cell
    if (event.key === "Escape") return escape(event);
    const field = event.target.closest("input, select, textarea");
    const pressed = ["Enter", " "].includes(event.key) && event.target.closest("button, summary");
    if (event.key === "Tab" || field || pressed) return;
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    if (!document.getSelection().isCollapsed) readSelection(); // a key may come before the browser reports the mouse
    if (help.hidden || act === acts.help) act();
  });

  function escape(event) {
    event.preventDefault();
    help.hidden = true;
    commenting = false;
    selection = null;
    document.getSelection().removeAllRanges();
    drawRemark();
    drawSelection();
    root.focus();
  }

  /* A mouse click on a button hands the keyboard back to the annotation; Tab and Enter stay where they are. */
  root.addEventListener("click", (event) => {
    if (event.detail > 0 && event.target.closest("button") && !root.contains(document.activeElement?.closest("input"))) root.focus();
  });

  /* ---- selecting words ---- */

  const sentence = make("p", { className: "ti-sentence", lang: "fr" });

  /** Where a point of the page stands in the statement, in characters. */
  function offsetOf(node, offset) {
    const range = document.createRange();
    range.selectNodeContents(sentence);
    range.setEnd(node, offset);
    return characters(range.toString());
  }

  function readSelection() {
    const chosen = document.getSelection();
    const inside = chosen.rangeCount > 0 && sentence.contains(chosen.anchorNode) && sentence.contains(chosen.focusNode);
    const range = inside && entry() ? chosen.getRangeAt(0) : null;
    const at = range && offsetOf(range.startContainer, range.startOffset);
    const text = range ? range.toString() : "";
    caret = range && { statement: entry().id, at };
    selection = text ? { statement: entry().id, start: at, end: at + characters(text), text } : null;
    drawSelection();
  }
  sentence.addEventListener("mouseup", () => setTimeout(readSelection)); // the browser settles the selection afterwards
  sentence.addEventListener("keyup", readSelection);

  /* ---- the parts of the screen ---- */

  const actionButton = (id, properties) => button(ui.action(id).label, ui.action(id).shown, acts[id], { title: ui.action(id).help, data: { do: id }, ...properties });

  const where = part("where");
  const bar = make("progress", { aria: { label: "Énoncés décidés" } });
  const pace = part("pace");
  const words = keepShortcutsAway(make("input", { type: "search", aria: { label: "Rechercher des mots" }, placeholder: "Rechercher…" }));
  const only = choice("Énoncés montrés", Object.entries(ui.filters).filter(([id]) => !ui.blind || !["disagreement", "needs_review"].includes(id)));
  const reportChoice = choice("Rapport", [["", "Tous les rapports"], ...ui.reports.map((name) => [name, name])]);
  const categoryChoice = choice("Catégorie", [["*", "Toutes les catégories"], ...ui.categories.map((c) => [c.id, c.label]), ["", ui.outside.label]]);
  const filters = make("details", { className: "ti-filters" }, keepShortcutsAway(make("summary", {}, "Filtrer et rechercher")), part("fields", only, reportChoice, categoryChoice, words));

  function narrow() {
    const category = categoryChoice.value === "*" ? null : categoryChoice.value;
    send({ do: "narrow", only: only.value, report: reportChoice.value || null, category, words: words.value });
  }
  for (const field of [only, reportChoice, categoryChoice]) field.addEventListener("change", narrow);
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { narrow(); root.focus(); }
  });

  const title = part("title");
  const before = part("context");
  const after = part("context");
  const selected = part("selected");
  const proposal = part("proposal");
  const opinions = part("opinions");
  const remark = part("remark");
  const quantities = part("quantities");

  const categoryButtons = new Map();
  const publicButtons = new Map();
  const polarityButtons = new Map();
  const alsoHint = "Maj + touche, ou Maj + clic : seconde catégorie acceptée";

  function categoryButton(id, label, key) {
    const choose = (event) => onEntry(event.shiftKey && id ? { do: "also", category: id } : { do: "category", category: id });
    const element = button(label, key, choose, { className: "ti-choice", title: id ? alsoHint : "" });
    element.append(make("span", { className: "ti-score" }));
    categoryButtons.set(id, element);
    return element;
  }

  const codeKey = (code) => (code ? printed.get(code) ?? code.replace("Digit", "") : null);

  function drawChoices() {
    const families = ui.families.map((family) =>
      group(family.label, "ti-family", ...family.categories.map((c) => categoryButton(c.id, c.label, codeKey(c.code)))),
    );
    const outside = group("Autre", "ti-family", categoryButton(null, ui.outside.label, ui.outside.shown));
    const publics = ui.publics.map((p) => {
      const element = button(p.label, p.key?.toUpperCase(), () => choosePublic(p.id), { className: "ti-choice" });
      publicButtons.set(p.id, element);
      return element;
    });
    const polarities = ui.polarities.map((p) => {
      const element = button(p.label, p.shown, () => onEntry({ do: "polarity", polarity: p.id }), { className: "ti-choice" });
      polarityButtons.set(p.id, element);
      return element;
    });
    answers.replaceChildren(
      part("families", ...families, outside),
      group("Publics nommés", "ti-row", ...publics),
      group("Polarité", "ti-row", ...polarities),
    );
  }

  const answers = part("answers");
  const help = make("div", { className: "ti-help", hidden: true, tabIndex: -1, aria: { role: "dialog", label: "Aide" } });
  const undo = actionButton("undo");
  const redo = actionButton("redo");
  const actions = part("actions",
    actionButton("accept", { className: "ti-primary" }), actionButton("skip"), actionButton("next_undecided"), actionButton("previous"),
    actionButton("next"), undo, redo, actionButton("remark"), actionButton("split"), actionButton("merge"), actionButton("context"));
  const main = part("main", title, before, sentence, after, selected, remark, proposal, opinions, answers);
  const empty = part("empty", "Aucun énoncé à montrer.");
  root.append(
    part("head", where, bar, pace, actionButton("help")),
    filters,
    main,
    empty,
    actions,
    live,
    quantities,
    help,
  );
  el.append(root);

  /* ---- drawing what Python says ---- */

  function draw() {
    const { entry: shown, place, refusal, notices } = state();
    const moved = shown?.id !== shownStatement;
    shownStatement = shown?.id ?? null;
    if (moved) {
      commenting = false;
      selection = caret = null;
    }
    main.hidden = quantities.hidden = !shown;
    empty.hidden = Boolean(shown);
    where.textContent = shown ? `Énoncé ${place[0]} / ${place[1]} · ${shown.report}` : "";
    drawProgress();
    drawFilters();
    if (shown) drawEntry(shown);
    if (refusal || notices.length > 0) say([refusal, ...notices].filter(Boolean).join(" "), Boolean(refusal));
    else say(moved && shown ? `Énoncé ${place[0]} : ${ui.progress[shown.progress]}` : "");
  }

  function drawProgress() {
    const { progress, can_undo, can_redo } = state();
    bar.max = Math.max(progress.statements, 1);
    bar.value = progress.decided + progress.skipped;
    const many = (number, word) => `${number} ${word}${number > 1 ? "s" : ""}`;
    const figures = [`${many(progress.decided, "décidé")} sur ${progress.statements}`];
    if (progress.drafts) figures.push(`${progress.drafts} à valider`);
    if (progress.skipped) figures.push(many(progress.skipped, "passé"));
    if (progress.per_minute !== null) figures.push(`${decimal(progress.per_minute)} par minute`);
    if (progress.agreement !== null) figures.push(`accord avec le modèle ${percent(progress.agreement)}`);
    pace.textContent = figures.join(" · ");
    undo.disabled = !can_undo;
    redo.disabled = !can_redo;
  }

  function drawFilters() {
    const { filter } = state();
    only.value = filter.only;
    reportChoice.value = filter.report ?? "";
    categoryChoice.value = filter.category ?? "*";
    if (document.activeElement !== words) words.value = filter.words;
  }

  function drawEntry(shown) {
    fill(
      title,
      make("span", {}, shown.title ?? (shown.heading ? ui.categoryLabel(shown.heading) : "Sans titre")),
      make("span", { className: "ti-badge", data: { progress: shown.progress } }, ui.progress[shown.progress]),
      shown.flagged ? make("span", { className: "ti-badge", data: { progress: "flagged" } }, "signalé") : null,
    );
    once("sentence", [shown.id, shown.pieces, shown.spans, shown.quantities], () => {
      selection = caret = null;
      fill(sentence, ...shown.pieces.map((piece) => markedPiece(ui, piece, shown)));
    });
    press(categoryButtons, (id) => id === shown.category && !shown.missing.includes("category"));
    for (const [id, element] of categoryButtons) element.classList.toggle("ti-also", shown.also.includes(id));
    press(publicButtons, (id) => shown.publics.includes(id));
    press(polarityButtons, (id) => id === shown.polarity && !shown.missing.includes("polarity"));
    drawContext();
    drawSelection();
    drawRemark();
    drawProposal(shown);
    once("opinions", [shown.id, shown.opinions], () => drawOpinions(shown));
    once("quantities", [shown.id, shown.spans, shown.quantities], () => drawQuantities(shown));
  }

  function press(buttons, isPressed) {
    for (const [id, element] of buttons) element.setAttribute("aria-pressed", String(isPressed(id)));
  }

  function drawContext() {
    const shown = entry();
    if (!shown) return;
    const reach = wide ? Infinity : SHOWN_CONTEXT;
    const line_ = (text) => make("p", { lang: "fr" }, text);
    before.replaceChildren(...shown.before.slice(Math.max(shown.before.length - reach, 0)).map(line_));
    after.replaceChildren(...shown.after.slice(0, reach).map(line_));
  }

  function drawSelection() {
    if (!selection) return selected.replaceChildren();
    const words = make("b", {}, selection.text.trim());
    selected.replaceChildren(
      make("span", {}, "Repérer « ", words, " » : choisissez un public ci-dessous, ou"), actionButton("mark_quantity"), actionButton("split"),
    );
  }

  function drawRemark() {
    const { id, note, flagged } = entry() ?? {};
    once("remark", [id, note, flagged, commenting], fillRemark);
  }

  function fillRemark() {
    const shown = entry();
    if (!shown || (!commenting && !shown.flagged && !shown.note)) return remark.replaceChildren();
    const note = keepShortcutsAway(make("input", { type: "text", value: shown.note, maxLength: 2000, placeholder: "Pourquoi ?", aria: { label: "Commentaire" } }));
    const save = (flagged) => { commenting = false; onEntry({ do: "remark", flagged, note: note.value }); root.focus(); };
    note.addEventListener("keydown", (event) => event.key === "Enter" && save(true));
    fill(
      remark,
      note,
      button(shown.flagged ? "Enregistrer" : "Signaler", "⏎", () => save(true)),
      shown.flagged || shown.note ? button("Retirer le signalement", null, () => { note.value = ""; save(false); }) : null,
    );
  }

  function drawProposal(shown) {
    const scores = shown.proposal?.scores ?? [];
    for (const element of categoryButtons.values()) element.querySelector(".ti-score").textContent = "";
    for (const { category, score } of scores) {
      const id = categoryButtons.has(category) ? category : null;
      categoryButtons.get(id).querySelector(".ti-score").textContent = percent(score);
    }
    const hints = scores.map(({ category, score }) => `${ui.categoryLabel(category)} ${percent(score)}`);
    const doubts = [shown.proposal?.needs_review ? "modèle peu sûr" : "", shown.proposal?.disagrees ? "titre et mots en désaccord" : ""].filter(Boolean);
    fill(
      proposal,
      hints.length ? make("span", {}, `Le modèle propose : ${hints.join(" · ")}`) : null,
      ...doubts.map((text) => make("span", { className: "ti-badge", data: { progress: "draft" } }, text)),
    );
  }

  function drawOpinions(shown) {
    fill(opinions, ...shown.opinions.map((opinion, index) => {
      const rows = [
        [ui.categoryLabel(opinion.category), ...opinion.also.map((id) => `ou ${ui.categoryLabel(id)}`)].join(", "),
        ui.label(opinion.polarity),
        opinion.publics.map((id) => ui.label(id)).join(", ") || "aucun public",
        opinion.quantities.map((quantity) => `« ${quantity.text} » : ${describeQuantity(ui, quantity)}`).join(" ; ") || "aucune quantité",
      ];
      const adopt = button("Reprendre", ui.opinions[index]?.toUpperCase(), () => onEntry({ do: "adopt", opinion: index }));
      return group(opinion.annotator, "ti-opinion", make("p", { className: "ti-quoted", lang: "fr" }, ...opinion.pieces.map((piece) => markedPiece(ui, piece, opinion))), ...rows.map((row) => make("p", {}, row)), adopt);
    }));
  }

  function drawQuantities(shown) {
    const spans = shown.spans.map((span, index) => make("li", {},
      make("mark", { className: "ti-public" }, span.text), ` ${ui.label(span.public)} `,
      button("Supprimer", null, () => onEntry({ do: "unmark_public", index }), { className: "ti-small", aria: { label: `Supprimer le repère « ${span.text} »` } })));
    const rows = shown.quantities.map((quantity, index) => quantityRow(ui, quantity, `${shown.id} ${index}`, (command) => onEntry({ index, ...command })));
    fill(
      quantities,
      spans.length ? group("Mots repérés comme publics", "ti-marks", make("ul", {}, ...spans)) : null,
      rows.length ? group("Quantités", "ti-marks", ...rows) : null,
    );
  }

  /* ---- start ---- */

  const onState = () => {
    const own = line.answered(state().answered);
    draw();
    if (own) line.next();
  };
  model.on("change:state", onState);
  drawChoices();
  draw();
  printedKeys().then((keys) => {
    printed = keys;
    drawChoices();
    help.replaceChildren(...helpContent(ui, printed, acts.help));
    draw();
  });
  return () => model.off("change:state", onState);
}

export default { render };
