// The token that forms are sent with ends with the sign-in. After signing in anew, in another tab, the page takes the
// new one, so that nothing typed before is lost.

const tokenOf = (page) => page.querySelector("#plan input[name=csrf_token]")?.value;

export const renewToken = async (request) => {
  const answer = await fetch(location.pathname).catch(() => null);
  const isHere = answer?.ok && new URL(answer.url).pathname === location.pathname;
  const token = isHere && tokenOf(new DOMParser().parseFromString(await answer.text(), "text/html"));
  if (!token || token === request.body.get("csrf_token")) {
    return false;
  }
  document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": token }));
  for (const field of document.querySelectorAll("input[name=csrf_token]")) {
    field.value = token;
  }
  request.headers["X-CSRFToken"] = token;
  request.body.set("csrf_token", token);
  return true;
};
