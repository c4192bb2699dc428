// The map's two drawings, all and near: which one a desk looks at is its own choice, and stays over live changes.
import { keep, recall } from "./store";

const root = document.documentElement;

export function startMap(): void {
  const links = () => document.querySelectorAll<HTMLElement>("[data-map-view]");
  const asked = new URLSearchParams(location.search).get("map");
  root.dataset.map = asked === "near" || asked === "all" ? asked : (recall("map") ?? "all");
  const show = (): void =>
    links().forEach((link) => link.setAttribute("aria-current", String(link.dataset.mapView === root.dataset.map)));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-map-view]") : null;
    if (!link) return;
    event.preventDefault();
    root.dataset.map = link.dataset.mapView;
    keep("map", link.dataset.mapView!);
    show();
  });
  if (links().length) setInterval(show, 500);
}
