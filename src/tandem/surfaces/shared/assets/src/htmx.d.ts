declare module "htmx.org" {
  interface Htmx {
    config: Record<string, unknown>;
    process(element: Element): void;
  }
  const htmx: Htmx;
  export default htmx;
}
