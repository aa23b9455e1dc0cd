// Shows a page of a preview anew when the data folder was built again.
(() => {
  const { state, number } = document.currentScript.dataset;
  const look = async () => {
    try {
      const answer = await fetch(state, { cache: "no-store" });
      if (answer.ok && String((await answer.json()).number) !== number) {
        location.reload();
        return;
      }
    } catch {
      // The server was stopped: it may come back.
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
})();
