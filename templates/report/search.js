(() => {
  const form = document.getElementById("search");
  const field = form.querySelector("input");
  const told = form.querySelector("[role=status]");
  const reports = [...document.querySelectorAll("[data-name]")];
  const groups = [...document.querySelectorAll("[data-group]")];
  const plain = (words) => words.toLocaleLowerCase("sv").trim();
  const shown = () => reports.filter((each) => !each.hidden);

  const search = () => {
    const wanted = plain(field.value);
    for (const each of reports) each.hidden = !plain(each.dataset.name).includes(wanted);
    for (const each of groups) each.hidden = !each.querySelector("[data-name]:not([hidden])");
    told.textContent = wanted ? told.dataset.found.replace("{n}", shown().length) : "";
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [only, ...more] = shown();
    if (field.value && only && !more.length) only.querySelector("a").click();
  });
  field.addEventListener("input", search);
  window.addEventListener("pageshow", search);
})();
