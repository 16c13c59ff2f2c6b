// A number or a field of the form keeps the statements and quantities that it speaks of, and hides the others.
const form = document.getElementById("filter");
const lists = [...document.querySelectorAll(".list")].map((list) => ({
  rows: [...list.querySelectorAll("[data-check]")],
  shown: list.querySelector("output"),
  asked: list.querySelector(".asked"),
}));

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function keeps(row, name, value) {
  if (name !== "words") return row.dataset[name].split(" ").includes(value);
  const quote = fold(row.querySelector(".quote").textContent);
  return fold(value).trim().split(/\s+/).every((word) => quote.includes(word));
}

/** What a field asks for, as a reader sees it. */
const said = ([name, value]) => form.elements[name].selectedOptions?.[0].text ?? `« ${value.trim()} »`;

function show() {
  const fields = [...new FormData(form)].filter(([, value]) => value.trim());
  for (const { rows, shown, asked } of lists) {
    for (const row of rows) row.hidden = !fields.every(([name, value]) => keeps(row, name, value));
    const left = rows.filter((row) => !row.hidden).length;
    shown.textContent = fields.length ? `${left} sur ${rows.length}` : rows.length;
    asked.hidden = !fields.length;
    asked.firstElementChild.textContent = fields.map(said).join(", ");
  }
}

for (const link of document.querySelectorAll("[data-filter]")) {
  link.addEventListener("click", () => {
    form.reset();
    for (const [name, value] of new URLSearchParams(link.dataset.filter)) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    show();
  });
}

for (const link of document.querySelectorAll(".figures th a")) {
  link.addEventListener("click", () => { document.querySelector(link.hash).open = true; });
}

// On paper there is nothing to open.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll(".place:not([open])")];
  for (const place of closed) place.open = true;
});
addEventListener("afterprint", () => { for (const place of closed) place.open = false; });

form.hidden = false;
form.addEventListener("input", show);
form.addEventListener("reset", () => setTimeout(show));
form.addEventListener("submit", (event) => event.preventDefault());
