/*
Loaded into flydeck by NODE_OPTIONS=--import, in this bench alone: writes down when lists of machines are asked for and have come, in any thread, and with
BENCH_BEAT for how long the main thread did nothing else. Each line of the file is a `Trace`.
*/
import {subscribe} from 'node:diagnostics_channel';
import {appendFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import {isMainThread} from 'node:worker_threads';

/** What is written down, with the time in ms since 1970: of a stall, when it ended, how long it was, and how much of that the thread really ran. */
export type Trace =
	| {readonly kind: 'asked' | 'answered'; readonly atMs: number}
	| {readonly kind: 'stall'; readonly atMs: number; readonly lastedMs: number; readonly busyMs: number};

const file = process.env.BENCH_TRACE;
const now = (): number => performance.timeOrigin + performance.now();
const write = (...traces: readonly Trace[]): void => {
	if (file !== undefined && traces.length > 0) {
		appendFileSync(file, traces.map(trace => `${JSON.stringify(trace)}\n`).join(''));
	}
};

const isList = (path: string | undefined): boolean => path !== undefined && /\/machines(?:\?|$)/.test(path);

/** Of both clients that Node has. */
const onRequests = (channel: string, kind: 'asked' | 'answered'): void => {
	subscribe(channel, message => {
		const {request} = message as {readonly request?: {readonly path?: string; readonly method?: string}};
		if (request?.method === 'GET' && isList(request.path)) {
			write({kind, atMs: now()});
		}
	});
};

onRequests('undici:request:create', 'asked');
onRequests('undici:request:trailers', 'answered');
onRequests('http.client.request.start', 'asked');
onRequests('http.client.response.finish', 'answered');

// A beat each ms costs processor time of its own: only where stalls are what is looked for.
if (isMainThread && process.env.BENCH_BEAT !== undefined) {
	const beatMs = 1;
	const leastMs = 2;
	const stalls: Trace[] = [];
	const threadTimeMs = (): number => {
		const {user, system} = process.threadCpuUsage();
		return (user + system) / 1000;
	};
	let lastMs = now();
	let lastRunMs = threadTimeMs();
	setInterval(() => {
		const [atMs, runMs] = [now(), threadTimeMs()];
		const [lastedMs, busyMs] = [atMs - lastMs - beatMs, runMs - lastRunMs];
		[lastMs, lastRunMs] = [atMs, runMs];
		if (lastedMs >= leastMs) {
			stalls.push({kind: 'stall', atMs, lastedMs, busyMs});
		}
	}, beatMs).unref();
	process.on('exit', () => write(...stalls));
}
