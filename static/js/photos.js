// Photos of a page are made smaller before they are sent: as large as the server looks at them, so that a slow connection carries
// them, and without the place where they were taken. What this browser cannot open is sent as it is. Without this script all is.

const LONGEST_SIDE = 3200;
const SMALL_ENOUGH = 1_500_000;
const QUALITY = 0.8;
const MEGABYTE = 1_048_576;

const drawn = async (file) => {
  const photo = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(photo.width, photo.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(photo.width * scale);
  canvas.height = Math.round(photo.height * scale);
  canvas.getContext("2d").drawImage(photo, 0, 0, canvas.width, canvas.height);
  photo.close();
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
};

const smaller = async (file) => {
  if (!file.type.startsWith("image/") || file.size < SMALL_ENOUGH) {
    return file;
  }
  const photo = await drawn(file).catch(() => null);
  return photo && photo.size < file.size ? new File([photo], "photo.jpg", { type: "image/jpeg" }) : file;
};

// One after the other: a telephone has no room for eight open photos.
const allSmaller = async (files) => {
  const kept = new DataTransfer();
  for (const file of files) {
    kept.items.add(await smaller(file));
  }
  return kept.files;
};

const sayWhenTooLarge = (input) => {
  const megabytes = [...input.files].reduce((sum, file) => sum + file.size, 0) / MEGABYTE;
  const most = Number(input.dataset.photos);
  input.setCustomValidity(megabytes > most ? `Together these are ${Math.ceil(megabytes)} MB, and ${most} MB is the most. Send fewer at a time.` : "");
};

const makeSmaller = async (input) => {
  const button = input.form.querySelector("[type=submit]");
  const chosen = input.files;
  button.disabled = true;
  const files = await allSmaller(chosen);
  if (input.files === chosen) {
    input.files = files;
    sayWhenTooLarge(input);
    button.disabled = false;
  }
};

for (const input of document.querySelectorAll("[data-photos]")) {
  input.addEventListener("change", () => makeSmaller(input));
  // Chosen before this script had come.
  if (input.files.length > 0) {
    makeSmaller(input);
  }
}
