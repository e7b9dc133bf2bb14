// Takes the secret out of the address before anything else can see it, and posts it.
const form = document.getElementById("door");
const secret = location.hash.slice(1);
if (form && secret) {
  history.replaceState(null, "", location.pathname);
  document.getElementById("secret").value = secret;
  form.submit();
}
