// Behaviour of the page frame that must work before and without the live connection: menu, print, reconnect box.
document.addEventListener("click", e => {
    const target = e.target.closest("[data-kit-skip], [data-kit-print], [data-kit-toggle], [data-kit-reload], [data-kit-retry], .kit-nav a");
    if (!target) {
        document.querySelectorAll("details[data-kit-popup][open]").forEach(d => { if (!d.contains(e.target)) d.open = false; });
        return;
    }
    if (target.matches("[data-kit-skip]")) {
        e.preventDefault();
        document.getElementById("main")?.focus();
    } else if (target.matches("[data-kit-print]")) {
        window.print();
    } else if (target.matches("[data-kit-toggle]")) {
        setNav(!document.body.classList.contains("kit-nav-open"));
    } else if (target.matches("[data-kit-reload]")) {
        location.reload();
    } else if (target.matches("[data-kit-retry]")) {
        retry();
    } else {
        setNav(false);
    }
}, true);

document.addEventListener("keydown", e => {
    if (e.key === "Escape") {
        document.querySelectorAll("details[data-kit-popup][open]").forEach(d => { d.open = false; d.querySelector("summary")?.focus(); });
        if (document.body.classList.contains("kit-nav-open")) {
            setNav(false);
            document.querySelector("[data-kit-toggle]")?.focus();
        }
    }
});

function setNav(open) {
    document.body.classList.toggle("kit-nav-open", open);
    document.querySelector("[data-kit-toggle]")?.setAttribute("aria-expanded", String(open));
}

async function retry() {
    try {
        if (!await Blazor.reconnect()) {
            location.reload();
        }
    } catch {
        // Still no connection: the box stays.
    }
}

document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", e => {
    const box = document.getElementById("components-reconnect-modal");
    if (e.detail.state === "show") {
        box.showModal?.();
    } else if (e.detail.state === "hide") {
        box.close?.();
    } else if (e.detail.state === "failed") {
        document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && retry(), { once: true });
    } else if (e.detail.state === "rejected") {
        box.showModal?.();
    }
});
