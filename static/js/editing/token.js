// The token that forms are sent with ends with the sign-in. After signing in anew, in another tab, the page takes the
// new one, so that nothing typed before is lost.

export const RENEWED = "renewed";
export const SIGNED_OUT = "signed out";
export const OF_NO_USE = "of no use";

const tokenOf = (page) => page.querySelector(".editor input[name=csrf_token]")?.value;

const take = (token, request) => {
  document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": token }));
  for (const field of document.querySelectorAll("input[name=csrf_token]")) {
    field.value = token;
  }
  request.headers["X-CSRFToken"] = token;
  request.body.set("csrf_token", token);
};

// Look at this page as it is served now: whether somebody is signed in, and with which token.
export const renewToken = async (request) => {
  const answer = await fetch(location.pathname).catch(() => null);
  if (!answer || answer.status === 401) {
    return SIGNED_OUT;
  }
  const token = tokenOf(new DOMParser().parseFromString(await answer.text(), "text/html"));
  if (!token || token === request.body.get("csrf_token")) {
    return OF_NO_USE;
  }
  take(token, request);
  return RENEWED;
};
