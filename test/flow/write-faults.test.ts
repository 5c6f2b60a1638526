import {expect, test, vi} from 'vitest';
import {type ProxyFault, startFaultyProxy} from '../helpers/faulty-proxy.ts';
import {startFlow} from '../helpers/flow.ts';
import {createFastClock} from '../helpers/flow-clock.ts';
import {startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 60_000});

type WriteFault = {
	readonly title: string;
	readonly fault: ProxyFault;
	/** Whether the stop reached the machine. */
	readonly isDone: boolean;
	/** Whether nobody can know at first if it did. */
	readonly isOpen?: false;
};

const say =
	(status: number, body: string, type = 'application/json'): ProxyFault =>
	({response}) => {
		response.writeHead(status, {'content-type': type});
		response.end(body);
	};

/** The server does what it is asked, and what it answers is lost on the way. */
const afterwards =
	(fault: ProxyFault): ProxyFault =>
	async given => {
		await given.answer();
		await fault(given);
	};

const silence: ProxyFault = () => {};
const reset: ProxyFault = ({response}) => void response.socket?.resetAndDestroy();
const half: ProxyFault = say(200, '{"ok":');

const faults: readonly WriteFault[] = [
	{title: 'is never answered, though it was done', fault: afterwards(silence), isDone: true},
	{title: 'never arrives, and is never answered', fault: silence, isDone: false},
	{title: 'loses its connection after it was done', fault: afterwards(reset), isDone: true},
	{title: 'loses its connection before it arrives', fault: reset, isDone: false},
	{title: 'is done, and answered by half a JSON', fault: afterwards(half), isDone: true},
	{title: 'is done, and answered by a web page with 502', fault: afterwards(say(502, '<html></html>', 'text/html')), isDone: true},
	{title: 'is answered by a web page with 502 alone', fault: say(502, '<html></html>', 'text/html'), isDone: false},
	{title: 'is done, and answered with 408', fault: afterwards(say(408, '{"error":"deadline_exceeded"}')), isDone: true},
	{title: 'is answered with 500', isOpen: false, fault: say(500, '{"error":"internal"}'), isDone: false},
	{title: 'is answered with 503', isOpen: false, fault: say(503, '{"error":"unavailable"}'), isDone: false},
	{title: 'is answered with 401', isOpen: false, fault: say(401, '{"error":"token validation error"}'), isDone: false},
	{title: 'is answered with 409', isOpen: false, fault: say(409, '{"error":"conflict"}'), isDone: false},
];

const isStop = ({method, path}: {readonly method: string; readonly path: string}): boolean => method === 'POST' && path.endsWith('/stop');

test.for(faults)('a stop that $title is sent once, and told as what it is', async ({fault, isDone, isOpen = true}) => {
	const server = await startFlowServer({clock: createFastClock(20), speed: 20});
	const id = await server.launch({}, {name: 'web-1'});
	const proxy = await startFaultyProxy(server.url, server.clock);
	const flow = await startFlow({...server, url: proxy.url});
	await flow.waitForMachine(id, 'started');
	proxy.strike(fault, isStop);

	flow.press('t', 'y');
	const failed = isOpen
		? /^web-1: nothing tells that the stop happened\. It is started: look before you ask again\.$/
		: /^web-1: could not stop: /;
	const end = isDone ? /^web-1 stopped in / : failed;
	await flow.waitForNote(end);
	const told = flow.state().notes.map(({text}) => text);
	expect(told.slice(0, -1)).toEqual(isOpen ? [expect.stringMatching(/^web-1: it is unknown whether the stop happened\. Reading\. /)] : []);
	await flow.waitForMachine(id, isDone ? 'stopped' : 'started');
	expect(proxy.requests.filter(isStop)).toHaveLength(1);
});
