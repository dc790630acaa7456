/* Rooms of supervisors: parts that reload, never under somebody who is writing in them. */
(() => {
  const body = document.body;
  const refetch = () => {
    const list = document.querySelector("#approvals");
    if (list && !list.querySelector("details[open]")) htmx.trigger(body, "decide");
  };
  ["desk", "listening"].forEach((name) => body.addEventListener(name, refetch));
})();
