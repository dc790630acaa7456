// Requests to the stand-ins. A refusal is thrown as an Error with the server's own words.

export async function ask(method, path, order) {
  const body = order === undefined ? undefined : JSON.stringify(order);
  const headers = body ? { "Content-Type": "application/json" } : {};
  const response = await fetch(path, { method, body, headers });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `The stand-ins answered ${response.status}.`);
  return answer;
}

export const get = (path) => ask("GET", path);
export const post = (path, order = {}) => ask("POST", path, order);

export function copyOf(id) {
  return document.getElementById(id).content.cloneNode(true);
}

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
