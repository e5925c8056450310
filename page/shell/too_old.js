/* In the oldest JavaScript that there is: where the rest of the page cannot run, say so. */
window.addEventListener('load', function () {
  if (!document.documentElement.hasAttribute('data-runs')) {
    document.getElementById('too-old').hidden = false;
    document.getElementById('page').hidden = true;
  }
});
