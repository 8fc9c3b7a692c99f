// SPDX-FileCopyrightText: Kuangtu contributors
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const here = import.meta.dirname;
const build = resolve(here, "../src/kuangtu/web/static/build");

/** One SVG with the icons named in icons.json, so that pages refer to them by name. */
function iconSprite(): Plugin {
  const symbol = (style: string, name: string): string => {
    const file = resolve(here, `node_modules/@tabler/icons/icons/${style}/${name}.svg`);
    const drawing = readFileSync(file, "utf-8").replace(/<!--[\s\S]*?-->/g, "");
    const inside = drawing.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${inside.replace(/\s*\n\s*/g, "")}</symbol>`;
  };
  return {
    name: "icon-sprite",
    generateBundle() {
      const names: Record<string, string[]> = JSON.parse(
        readFileSync(resolve(here, "icons.json"), "utf-8"),
      );
      const symbols = Object.entries(names).flatMap(([style, list]) =>
        list.map((name) => symbol(style, name)),
      );
      this.emitFile({
        type: "asset",
        fileName: "icons.svg",
        source: `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`,
      });
    },
  };
}

/** The Chinese letters that printed map sheets embed; no page loads them. */
function printFont(): Plugin {
  const regular = "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";
  return {
    name: "print-font",
    generateBundle() {
      const source = readFileSync(resolve(here, "node_modules", regular));
      this.emitFile({ type: "asset", fileName: "print/NotoSansSC-Regular.ttf", source });
    },
  };
}

/** Compressed neighbours of each file: the server picks them without compressing at run time. */
function compressed(): Plugin {
  return {
    name: "compressed",
    async closeBundle() {
      for (const name of await readdir(build)) {
        if (!/\.(js|css|svg|json)$/.test(name) || name === "manifest.json") continue;
        const content = await readFile(join(build, name));
        if (content.length < 1024) continue;
        await writeFile(join(build, `${name}.gz`), gzipSync(content, { level: 9 }));
        await writeFile(join(build, `${name}.br`), brotliCompressSync(content));
      }
    },
  };
}

// Twelve hexadecimal digits: the form by which the server knows a file that never changes.
const hashed = "[name].[hash:12]";

export default defineConfig({
  base: "/static/build/",
  plugins: [iconSprite(), printFont(), compressed()],
  worker: {
    format: "es",
    rolldownOptions: {
      output: { entryFileNames: `${hashed}.js`, hashCharacters: "hex" },
    },
  },
  build: {
    outDir: build,
    emptyOutDir: true,
    assetsDir: "",
    manifest: "manifest.json",
    target: "es2022",
    chunkSizeWarningLimit: 1400,
    rolldownOptions: {
      input: {
        main: resolve(here, "src/main.ts"),
        map: resolve(here, "src/map.ts"),
        charts: resolve(here, "src/charts.ts"),
      },
      output: {
        hashCharacters: "hex",
        entryFileNames: `${hashed}.js`,
        chunkFileNames: `${hashed}.js`,
        assetFileNames: `${hashed}[extname]`,
      },
    },
  },
});
