import {readFileSync} from 'node:fs';
import {isBuiltin} from 'node:module';
import {dirname, join} from 'node:path';
import {defineConfig, type Plugin} from 'rolldown';

/** Replaces texts in a file of a package; a text that is not there means that the package has changed. */
const patch = (name: string, file: string, replacements: Readonly<Record<string, string>>): Plugin => ({
	name,
	transform(code, id) {
		if (!id.endsWith(file)) {
			return undefined;
		}

		return Object.entries(replacements).reduce((patched, [text, replacement]) => {
			if (!patched.includes(text)) {
				throw new Error(`${file} no longer holds \`${text}\`: look at rolldown.config.ts`);
			}

			return patched.replaceAll(text, () => replacement);
		}, code);
	},
});

/** Ink imports its devtools behind `process.env['DEV']`, which a define does not reach: they are left out. */
const withoutDevtools = patch('without-devtools', '/ink/build/reconciler.js', {"process.env['DEV'] === 'true'": 'false'});

const wasmText = /base64,([A-Za-z\d+/=]+)/;

const yogaEntry = (base64: string): string => `
	import loadYoga from '../binaries/yoga-wasm-base64-esm.js';
	import wrapAssembly from './wrapAssembly.js';
	const bytes = Buffer.from('${base64}', 'base64');
	const module = {
		instantiateWasm(imports, done) {
			const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
			done(instance);
			return instance.exports;
		},
	};
	loadYoga(module);
	export default wrapAssembly(module);
	export * from './generated/YGEnums.js';
`;

/**
yoga-layout loads its wasm by `fetch('data:...')`, which pulls in the whole fetch stack before the first frame (about 50 ms) and needs a
top-level await. The same bytes are instantiated synchronously instead, by yoga's own option.
*/
const synchronousYoga: Plugin = {
	name: 'synchronous-yoga',
	load(id) {
		if (id.endsWith('yoga-layout/dist/src/index.js')) {
			const base64 = wasmText.exec(readFileSync(join(dirname(id), '../binaries/yoga-wasm-base64-esm.js'), 'utf8'))?.[1];
			if (base64 === undefined) {
				throw new Error('yoga-layout no longer holds its wasm as base64: look at rolldown.config.ts');
			}

			return yogaEntry(base64);
		}

		return id.endsWith('yoga-wasm-base64-esm.js') ? readFileSync(id, 'utf8').replace(wasmText, 'base64,') : undefined;
	},
};

/**
string-width makes, when it is loaded, what tells letters apart (9 ms) and the expression for all emoji (12 ms, and 20 more when it is first used).
Signs that frames are made of are one cell each and need neither, and no emoji that is one code point needs the expression: all of them are wide.
*/
const lateWidths = patch('late-widths', '/string-width/index.js', {
	'const segmenter = new Intl.Segmenter();': `
		let madeSegmenter;
		const segmenter = {segment: text => (madeSegmenter ??= new Intl.Segmenter()).segment(text)};
	`,
	'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;': `
		let madeEmoji;
		const isOneCodePoint = text => text.length === (text.codePointAt(0) > 0xFFFF ? 2 : 1);
		const rgiEmojiRegex = {test: text => !isOneCodePoint(text) && (madeEmoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text)};
	`,
	'/^[\\u0020-\\u007E]*$/.test(string)': '(ambiguousIsNarrow ? /^[ -~µ·×•…─-◼✖]*$/ : /^[ -~]*$/).test(string)',
});

/** meow brings what finds and checks the package.json of anybody (16 ms), and never uses it where it is given ours. */
const withoutPackageChecks = patch('without-package-checks', '/meow/build/dependencies.js', {
	'var normalizeExports = requireNormalize();': 'var normalizeExports = () => {};',
	'promisify(execFile);': '',
	'var libExports = requireLib$1();': 'var libExports = {};',
});

/** The local API speaks HTTP/1.1 alone; what knows HTTP/2 takes 17 ms to load. */
const withoutHttp2 = patch('without-http2', '/@hono/node-server/dist/index.mjs', {
	'import { Http2ServerRequest, constants } from "node:http2";': 'class Http2ServerRequest {}\nconst constants = {};',
});

const importOfBuiltin = /^import (?:(?:\* as )?(?<whole>[\w$]+)(?:, )?)?(?:\{(?<named>[^}]*)\})? from "(?<name>[\w:/]+)";$/gm;

/**
An import of a module of Node's own makes everything that it exports, such as the whole fetch stack for `node:http` (30 ms) and the list of Node's
options for `node:process` (6 ms). Asked for this way, only what is used is made.
*/
const leanBuiltins: Plugin = {
	name: 'lean-builtins',
	renderChunk(code) {
		const lean = code.replace(importOfBuiltin, (statement, whole: string | undefined, named: string | undefined, name: string) => {
			if (!isBuiltin(name)) {
				return statement;
			}

			const patterns = [whole, named === undefined ? undefined : `{${named.replaceAll(' as ', ': ')}}`].filter(part => part !== undefined);
			return patterns.map(pattern => `const ${pattern} = globalThis.process.getBuiltinModule("${name}");`).join(' ');
		});
		const missed = /^import [^;]* from "node:.*$/m.exec(lean)?.[0];
		if (missed !== undefined) {
			throw new Error(`\`${missed}\` is left as it is: look at rolldown.config.ts`);
		}

		return lean;
	},
};

export default defineConfig({
	input: {flydeck: 'source/flydeck.ts', 'journal-worker': 'source/journal/worker.ts', 'list-worker': 'source/reading/worker.ts'},
	platform: 'node',
	plugins: [withoutDevtools, synchronousYoga, lateWidths, withoutPackageChecks, withoutHttp2, leanBuiltins],
	transform: {define: {'process.env.NODE_ENV': '"production"'}},
	output: {
		dir: 'dist',
		format: 'esm',
		minify: true,
		cleanDir: true,
		entryFileNames: '[name].js',
		chunkFileNames: 'chunks/[name]-[hash].js',
	},
});
