/*
Loaded into flydeck and its local API by --import, in the soak alone: lets time run SOAK_PACE times as fast, and writes down each SOAK_EVERY_MS what the
process has, garbage collected, as one `Sample` a line of the file SOAK_SAMPLES.
*/
import {openSync, readdirSync, writeSync} from 'node:fs';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {isMainThread} from 'node:worker_threads';

/** What a process has at one time; `warnings` are those of Node since the start that an emitter has too many listeners. */
export type Sample = {
	readonly atMs: number;
	readonly heapMb: number;
	readonly residentMb: number;
	readonly handles: number;
	readonly listeners: number;
	readonly descriptors: number;
	readonly warnings: number;
};

const {SOAK_PACE = '1', SOAK_EVERY_MS = '1000', SOAK_SAMPLES} = process.env;
const pace = Number(SOAK_PACE);
const {setInterval: everyRealMs, setTimeout: afterRealMs, Date: RealDate} = globalThis;
const startMs = RealDate.now();
const now = (): number => Math.round(startMs + (RealDate.now() - startMs) * pace);

globalThis.Date = new Proxy(RealDate, {
	construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
	get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
globalThis.setTimeout = Object.assign(
	(callback: (...given: readonly unknown[]) => void, delayMs = 0, ...given: readonly unknown[]) =>
		afterRealMs(callback, delayMs / pace, ...given),
	afterRealMs,
);
globalThis.setInterval = Object.assign(
	(callback: (...given: readonly unknown[]) => void, delayMs = 0, ...given: readonly unknown[]) =>
		everyRealMs(callback, delayMs / pace, ...given),
	everyRealMs,
);

const listenersOf = (emitter: NodeJS.EventEmitter): number =>
	emitter.eventNames().reduce((sum, event) => sum + emitter.listenerCount(event), 0);

if (isMainThread && SOAK_SAMPLES !== undefined) {
	const file = openSync(SOAK_SAMPLES, 'a', 0o600);
	setFlagsFromString('--expose-gc');
	const collect: () => void = runInNewContext('gc');
	let warnings = 0;
	const countWarning = ({name}: Error): void => {
		warnings += name === 'MaxListenersExceededWarning' ? 1 : 0;
	};
	everyRealMs(() => {
		// Not before: flydeck takes away those that were there when it began.
		process.off('warning', countWarning).on('warning', countWarning);
		collect();
		const {heapUsed, rss} = process.memoryUsage();
		const sample: Sample = {
			atMs: performance.now(),
			heapMb: heapUsed / 1e6,
			residentMb: rss / 1e6,
			handles: process.getActiveResourcesInfo().length,
			listeners: [process, process.stdin, process.stdout, process.stderr].reduce((sum, emitter) => sum + listenersOf(emitter), 0),
			descriptors: readdirSync('/proc/self/fd').length,
			warnings,
		};
		writeSync(file, `${JSON.stringify(sample)}\n`);
	}, Number(SOAK_EVERY_MS)).unref();
}
