// Small helpers of the kit; every function is called by a component.

/** The page answers now: said on the root element for tests and styles. */
export function live() {
    const say = () => { document.documentElement.dataset.kitLive = "yes"; };
    say();

    // A navigation that began before the circuit was there writes the root element's attributes anew.
    globalThis.Blazor?.addEventListener?.("enhancedload", say);
}

export async function download(name, streamReference) {
    const blob = new Blob([await streamReference.arrayBuffer()]);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** Opens a dialog element: the browser keeps the focus inside and gives it back afterwards. */
export function openDialog(dialog) {
    if (dialog && !dialog.open) {
        dialog.showModal();
        const first = dialog.querySelector("[autofocus], .kit-dialog-body input:not([type=hidden]), .kit-dialog-body textarea, .kit-dialog-body select, .kit-dialog-foot button");
        (first ?? dialog).focus();
    }
}

export function closeDialog(dialog) {
    if (dialog?.open) {
        dialog.close();
    }
}

export function focus(id) {
    const element = document.getElementById(id);
    if (element) {
        element.scrollIntoView({ block: "center" });
        element.focus();
    }
}

/** Goes back in history when the entry before this one is the list, so that its search and page are kept; otherwise opens the address. */
export function back(href) {
    const entries = window.navigation?.entries?.() ?? [];
    const previous = entries[(window.navigation?.currentEntry?.index ?? 0) - 1];
    if (previous?.url && new URL(previous.url).pathname === new URL(href, document.baseURI).pathname) {
        history.back();
        return true;
    }
    return false;
}

/** Tells a picker what was typed, once typing has paused. */
export function watchTyping(input, component) {
    let timer;
    input.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => component.invokeMethodAsync("Typed", input.value), 300);
    });
    input.addEventListener("keydown", e => {
        if (["ArrowDown", "ArrowUp", "Enter", "Escape"].includes(e.key) && input.getAttribute("aria-expanded") === "true") {
            e.preventDefault();
            component.invokeMethodAsync("Key", e.key);
        } else if (e.key === "ArrowDown") {
            e.preventDefault();
            component.invokeMethodAsync("Typed", input.value);
        }
    });
}

export function setValue(input, value) {
    input.value = value;
}

let charts;

function loadCharts() {
    charts ??= new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL("_content/Vizor.ECharts/js/vizor-echarts-bundle-min.js", document.baseURI).href;
        script.onload = () => resolve(window.echarts);
        script.onerror = () => reject(new Error("echarts"));
        document.head.append(script);
    });
    return charts;
}

export async function drawChart(element, optionJson) {
    const echarts = await loadCharts();
    if (!element.isConnected) {
        return;
    }
    let chart = echarts.getInstanceByDom(element);
    if (!chart) {
        chart = echarts.init(element);
        const observer = new ResizeObserver(() => element.isConnected ? chart.resize() : observer.disconnect());
        observer.observe(element);
    }
    const option = JSON.parse(optionJson);
    option.color ??= ["#17539b", "#c77700", "#1b7f5c", "#8a4fa3", "#a33b2e", "#4b6b8a"];
    option.grid ??= { left: 12, right: 20, top: option.legend ? 40 : 24, bottom: 8, containLabel: true };
    option.textStyle ??= { fontFamily: getComputedStyle(document.body).fontFamily };
    option.animation ??= !matchMedia("(prefers-reduced-motion: reduce)").matches;
    chart.setOption(option, true);
}

export function disposeChart(element) {
    window.echarts?.getInstanceByDom(element)?.dispose();
}

/** Puts the text of a read-only field on the clipboard; the older way where the page has no secure connection. */
export async function copyText(input) {
    input.select();
    try {
        await navigator.clipboard.writeText(input.value);
        return true;
    } catch {
        return document.execCommand("copy");
    }
}
