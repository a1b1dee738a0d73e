// Known persons while typing, as an extra: without this file the search is a plain form.
(() => {
  const form = document.querySelector("form[data-found]");
  const found = document.querySelector(".found");
  if (!form || !found) return;
  const input = form.querySelector("input[type=search]");
  let timer = 0;
  let asking = null;

  const look = async () => {
    asking?.abort();
    asking = new AbortController();
    const address = `${location.pathname}?q=${encodeURIComponent(input.value)}`;
    try {
      const headers = { "X-Part": "found" };
      const answer = await fetch(address, { headers, signal: asking.signal });
      if (answer.ok) found.innerHTML = await answer.text();
    } catch {
      // A slow line: the button asks again.
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 250);
  });
})();
