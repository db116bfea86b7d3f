// Sets light or dark before the first paint, so it is a plain script in the head and no module.
(() => {
    const key = "studio.theme";
    const root = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => {
        const chosen = localStorage.getItem(key);
        return chosen ? chosen === "dark" : system.matches;
    };
    const apply = () => {
        if (root.classList.contains("dark") !== isDark())
            root.classList.toggle("dark", isDark());
    };

    apply();
    system.addEventListener("change", apply);
    addEventListener("storage", event => event.key === key && apply());
    // Blazor's enhanced navigation puts back the attributes the server sent, which knows nothing of themes.
    new MutationObserver(apply).observe(root, { attributes: true, attributeFilter: ["class"] });
    document.addEventListener("click", event => {
        if (!event.target.closest("[data-do=theme]"))
            return;
        localStorage.setItem(key, isDark() ? "light" : "dark");
        apply();
    });
})();
