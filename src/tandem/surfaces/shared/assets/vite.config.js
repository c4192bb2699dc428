import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

// htmx's one direct eval serves extensions, which are not used; with it the bundle could not be minified.
const withoutEval = {
  name: "htmx-without-eval",
  transform(code, id) {
    if (!id.includes("htmx.esm")) return null;
    if (!code.includes("return eval(str)")) throw new Error("htmx changed: look for its eval again");
    return { code: code.replace("return eval(str)", 'throw new Error("eval is off")'), map: null };
  },
};

// Names are fixed: Django's static files storage adds the hashes.
export default defineConfig({
  base: "./",
  plugins: [withoutEval],
  publicDir: false,
  resolve: {
    // The package exports no font files, so they are named by their place.
    alias: { "public-sans": fileURLToPath(new URL("node_modules/@uswds/uswds/dist/fonts/public-sans", import.meta.url)) },
  },
  css: {
    preprocessorOptions: {
      scss: { loadPaths: ["node_modules/@uswds/uswds/packages"], quietDeps: true },
    },
  },
  build: {
    outDir: "../static/built",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    target: "es2022",
    rollupOptions: {
      input: "src/tandem.ts",
      output: {
        entryFileNames: "tandem.js",
        assetFileNames: (asset) => {
          const name = asset.names[0] ?? "";
          if (name.endsWith(".css")) return "tandem.css";
          return name.endsWith(".woff2") ? "fonts/[name][extname]" : "img/[name][extname]";
        },
      },
    },
  },
});
