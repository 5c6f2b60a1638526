import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {defineConfig, type Plugin} from 'rolldown';

/** Ink imports its devtools behind `process.env['DEV']`, which a define does not reach: they are left out. */
const withoutDevtools: Plugin = {
	name: 'without-devtools',
	resolveId(source) {
		return /(?:^|\/)(?:react-devtools-core|devtools\.js)$/.test(source) ? '\0no-devtools' : undefined;
	},
	load(id) {
		return id === '\0no-devtools' ? 'export default {};' : undefined;
	},
};

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

const eagerSegmenter = 'const segmenter = new Intl.Segmenter();';

const lazySegmenter = `
	let made;
	const segmenter = {segment: text => (made ??= new Intl.Segmenter()).segment(text)};
`;

/** string-width makes what tells letters apart when it is loaded, which takes 10 ms, and needs it only for text that is not plain. */
const lateSegmenter: Plugin = {
	name: 'late-segmenter',
	transform(code, id) {
		if (!id.endsWith('/string-width/index.js')) {
			return undefined;
		}

		if (!code.includes(eagerSegmenter)) {
			throw new Error('string-width makes its segmenter otherwise: look at rolldown.config.ts');
		}

		return code.replace(eagerSegmenter, lazySegmenter);
	},
};

export default defineConfig({
	input: {flydeck: 'source/flydeck.ts', 'journal-worker': 'source/journal/worker.ts', 'list-worker': 'source/reading/worker.ts'},
	platform: 'node',
	plugins: [withoutDevtools, synchronousYoga, lateSegmenter],
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
