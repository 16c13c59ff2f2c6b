// A number or a field of the form keeps the statements and quantities that it speaks of, and hides the others.
const form = document.getElementById("filter");
const lists = [...document.querySelectorAll(".list")].map((list) => ({
  rows: [...list.querySelectorAll("[data-check]")],
  shown: list.querySelector("output"),
}));

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function keeps(row, name, value) {
  if (name !== "words") return row.dataset[name].split(" ").includes(value);
  const quote = fold(row.querySelector(".quote").textContent);
  return fold(value).trim().split(/\s+/).every((word) => quote.includes(word));
}

function show() {
  const asked = [...new FormData(form)].filter(([, value]) => value.trim());
  for (const { rows, shown } of lists) {
    for (const row of rows) row.hidden = !asked.every(([name, value]) => keeps(row, name, value));
    const left = rows.filter((row) => !row.hidden).length;
    shown.textContent = asked.length ? `${left} sur ${rows.length}` : rows.length;
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

form.hidden = false;
form.addEventListener("input", show);
form.addEventListener("reset", () => setTimeout(show));
form.addEventListener("submit", (event) => event.preventDefault());
