// Suggestions while typing, as an extra: without this file the search box is a plain form.
// The form's data-suggest answers `?q=…` with {"suggestions": [{title, url, type_label, language, dir}]}.
(() => {
  const form = document.querySelector("form[data-suggest]");
  if (!form) return;
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const told = document.createElement("p");
  let options = [];
  let chosen = -1;
  let timer = 0;
  let asking = null;

  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  told.className = "unseen";
  told.setAttribute("role", "status");
  form.append(list);
  form.after(told);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (index) => {
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    chosen = index;
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options[index].id);
  };

  const show = (suggestions) => {
    options = suggestions.map((suggestion, at) => {
      const option = document.createElement("li");
      const title = document.createElement("b");
      const kind = document.createElement("small");
      option.id = `suggestion-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      title.textContent = suggestion.title;
      title.lang = suggestion.language || "";
      title.dir = suggestion.dir || "auto";
      kind.textContent = suggestion.type_label || "";
      option.append(title, kind);
      // Before the field loses focus, or the list would be gone.
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        location.assign(suggestion.url);
      });
      option.dataset.url = suggestion.url;
      return option;
    });
    list.replaceChildren(...options);
    told.textContent = options.length ? form.dataset.some : form.dataset.none;
    if (!options.length) return close();
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };

  const ask = async () => {
    const words = input.value.trim();
    if (asking) asking.abort();
    if (words.length < 2) return close();
    asking = new AbortController();
    try {
      const address = `${form.dataset.suggest}?q=${encodeURIComponent(words)}`;
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch {
      // A slow or broken link: the form still works.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 180);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = options.length - 1;
    if (event.key === "ArrowDown") choose(chosen === last ? -1 : chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen === -1 ? last : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(options[chosen].dataset.url);
    else return;
    event.preventDefault();
  });
})();
