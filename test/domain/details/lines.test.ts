import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {checkLines} from '../../../source/domain/details/check-lines.ts';
import {configLines} from '../../../source/domain/details/config-lines.ts';
import {eventHead, eventLines} from '../../../source/domain/details/event-lines.ts';
import {historyLines} from '../../../source/domain/details/history-lines.ts';
import {infoLines} from '../../../source/domain/details/info-lines.ts';
import {leaseLines} from '../../../source/domain/details/lease-lines.ts';
import {type Line, labelled} from '../../../source/domain/details/line.ts';
import {detailLines, tabs} from '../../../source/domain/details/tabs.ts';
import {whyLines} from '../../../source/domain/details/why-lines.ts';
import {wrapLine} from '../../../source/domain/details/wrap-line.ts';
import {diagnose} from '../../../source/domain/diagnosis/diagnosis.ts';
import type {Json} from '../../../source/domain/json.ts';
import type {Machine, MachineEvent} from '../../../source/domain/machine.ts';
import {widthOf} from '../../../source/domain/text.ts';
import {
	buildCheck,
	buildConfig,
	buildEvent,
	buildExitEvent,
	buildLease,
	buildMachine,
	buildPending,
	presentMs,
} from '../../helpers/build-machine.ts';

const textOf = (line: Line): string => line.map(({text}) => text).join('');
const textsOf = (lines: readonly Line[]): readonly string[] => lines.map(textOf);
const toneOfWord = (lines: readonly Line[], word: string) => lines.flat().find(({text}) => text.includes(word))?.tone;

const eventLinesOf = ({events}: Machine, older: readonly MachineEvent[] = []): readonly Line[] =>
	eventLines({newer: events, older, logOf: () => undefined, picked: undefined, nowMs: presentMs});

describe('events', () => {
	const events = [
		buildExitEvent({exitCode: 137, oomKilled: true}, 10_000),
		buildEvent({timestampMs: presentMs - 60_000}),
		buildEvent({status: 'starting', source: 'user', timestampMs: presentMs - 61_000}),
	];

	test('are told newest first in the columns of the head, an exit with its reason in words', () => {
		expect(textsOf(eventLinesOf(buildMachine({events}))).map(text => text.trimEnd())).toEqual([
			'TIME     TYPE    STATUS     SOURCE DETAIL',
			'07:59:50 exit    stopped    flyd   137, out of memory',
			'07:59:00 start   started    flyd',
			'07:58:59 start   starting   user',
		]);
	});

	test('of older times follow those that the API still tells', () => {
		const older = [buildEvent({type: 'launch', status: 'created', source: 'user', timestampMs: presentMs - 86_400_000})];
		const lines = textsOf(eventLinesOf(buildMachine({events}), older));
		expect(lines).toHaveLength(5);
		expect(lines.at(-1)?.trimEnd()).toBe('14 Jan   launch  created    user');
	});

	test('tell which restart follows', () => {
		const restart = {...buildExitEvent({exitCode: 1, restarting: true}), restartCount: 4};
		expect(textsOf(eventLinesOf(buildMachine({events: [restart]})))[1]).toContain(' 1, error, restart 5');
		const last = {...buildExitEvent({exitCode: 1}), restartCount: 4};
		expect(textsOf(eventLinesOf(buildMachine({events: [last]})))[1]).not.toContain('restart');
	});

	test('have a tone: that of the state, bad for a failure, idle for a harmless exit', () => {
		expect(toneOfWord(eventLinesOf(buildMachine()), 'started')).toBe('good');
		expect(toneOfWord(eventLinesOf(buildMachine({events: [buildExitEvent({exitCode: 1})]})), 'error')).toBe('bad');
		expect(toneOfWord(eventLinesOf(buildMachine({events: [buildExitEvent({})]})), 'clean')).toBe('idle');
	});

	test('that nobody tells of are said to be missing, without a head', () => {
		expect(textsOf(eventLinesOf(buildMachine({events: []})))).toEqual(['The API tells of no events.']);
		expect(textOf(eventHead)).toContain('SOURCE');
	});
});

describe('info', () => {
	const info = (given: Partial<Machine>): readonly string[] => textsOf(infoLines(buildMachine(given), undefined, presentMs));

	test('of an ordinary machine tells everything that an event does not', () => {
		expect(info({})).toEqual([
			'state      started for 1m',
			'app        web',
			'name       web-1',
			'region     fra',
			'image      nginx:latest',
			'size       shared-cpu-1x, 256 MB',
			'restart    on-failure (default)',
			'private ip fdaa:0:1:a7b:1::2',
			'host name  148e123456abcd.vm.web.internal',
			'host       ok',
			'cordoned   no',
			'instance   01JMXW0000000000000000000A',
			'created    2027-01-15 07:00:00',
			'updated    2027-01-15 07:58:00',
		]);
	});

	test('tells services, mounts and checks, a line each', () => {
		const service = {protocol: 'tcp', internalPort: 8080, ports: ['80', '443'], autostop: 'suspend', minMachinesRunning: 1};
		const hidden = {protocol: 'udp', internalPort: undefined, ports: [], autostop: '', minMachinesRunning: undefined};
		const mount = {volume: 'vol_1', name: 'data', path: '/data', sizeGb: 3};
		const machine: Partial<Machine> = {
			config: buildConfig({services: [service, hidden], mounts: [mount, {...mount, volume: ''}], schedule: 'hourly'}),
			checks: [buildCheck({output: 'ok'}), buildCheck({name: 'db', status: 'critical', output: 'refused', updatedAtMs: undefined})],
		};
		expect(info(machine)).toEqual(
			expect.arrayContaining([
				'schedule   hourly',
				'service    tcp 80 443 -> 8080  autostop suspend  min 1',
				'service    udp private -> ?',
				'mount      /data <- vol_1',
				'mount      /data <- data',
				'check      passing for 1m  http  ok',
				'check      critical  db  refused',
			]),
		);
		const lines = infoLines(buildMachine(machine), undefined, presentMs);
		expect(toneOfWord(lines, 'critical')).toBe('bad');
		expect(toneOfWord(lines, 'passing')).toBe('good');
	});

	test.each([
		[{restartPolicy: 'no', autoDestroy: true}, 'no, destroyed when it ends'],
		[{restartPolicy: 'on-failure', maxRetries: 10}, 'on-failure, at most 10 retries'],
		[{restartPolicy: 'always'}, 'always'],
	])('tells the restart policy %j', (config, text) => {
		expect(info({config: buildConfig(config)})).toContain(`restart    ${text}`);
	});

	test('says what is unknown when the host does not answer', () => {
		const lines = info({
			config: undefined,
			configIncomplete: true,
			hostStatus: 'unreachable',
			privateIp: undefined,
			instanceId: undefined,
			updatedAtMs: undefined,
			events: [],
		});
		expect(lines).toEqual(
			expect.arrayContaining([
				'state      started',
				'image      unknown',
				'size       unknown',
				'restart    unknown',
				'private ip none',
				'instance   unknown',
				'updated    unknown',
				'The host is not reachable: this config is only what the API remembers.',
			]),
		);
	});

	test('says that a cordoned machine gets no traffic', () => {
		expect(info({cordoned: true})).toContain('cordoned   yes: the proxy sends it no traffic');
	});

	test('shows what is hoped while an action is on its way', () => {
		expect(textsOf(infoLines(buildMachine(), buildPending({verb: 'stop'}), presentMs))[0]).toBe('state      stopping');
	});
});

describe('why', () => {
	const lines = (given: Partial<Machine>): readonly string[] => {
		const machine = buildMachine(given);
		return textsOf(whyLines(machine, diagnose([machine], presentMs).get(machine.id) ?? [], presentMs));
	};

	test('of a machine that is well tells what happened last', () => {
		const byUser = buildEvent({status: 'starting', source: 'user', timestampMs: presentMs - 61_000});
		expect(lines({events: [buildEvent(), byUser]})).toEqual(['WHY        A user started it.']);
		expect(lines({events: []})).toEqual(['WHY        No event tells why it is started.']);
	});

	test('of one in trouble tells the worst, since when and what to do, then the rest', () => {
		const updatedAtMs = presentMs - 120_000;
		const checks = [buildCheck({name: 'db', status: 'critical', output: 'refused', updatedAtMs})];
		expect(lines({checks, lease: buildLease({expiresAtMs: presentMs + 3_600_000})})).toEqual([
			'WHY        Check db fails with: refused. A failing check never restarts a machine.',
			'since      07:58:00, 2m ago',
			'next       l shows its logs; r restarts it, which nothing else does.',
			'also       mia@example.com holds its lease (deploy) until 2027-01-15 09:00:00: nobody else can change it till then.',
		]);
	});

	test('does not tell since when where nobody knows', () => {
		expect(lines({hostStatus: 'unreachable'}).map(line => line.slice(0, 11).trim())).toEqual(['WHY', 'next']);
	});
});

describe('config', () => {
	const config = (raw: Json): string => textsOf(configLines(buildMachine({config: buildConfig({raw})}))).join('\n');

	test('is indented JSON, a line each, with what the API gave', () => {
		expect(config({image: 'nginx', guest: {cpus: 1}, env: null, list: [1, true]})).toBe(
			JSON.stringify({image: 'nginx', guest: {cpus: 1}, env: null, list: [1, true]}, null, 2),
		);
	});

	test.each(['DB_PASSWORD', 'api_key', 'SecretThing', 'GITHUB_TOKEN', 'AWS_CREDENTIALS', 'BASIC_AUTH', 'SENTRY_DSN', 'DATABASE_URL'])(
		'does not show the value of %s, wherever the env stands',
		name => {
			const env = {[name]: 'hunter2', PORT: '8080'};
			const shown = config({env, processes: [{env}], containers: [{name: 'app', env}]});
			expect(shown).not.toContain('hunter2');
			expect(shown.match(/\(masked\)/g)).toHaveLength(3);
			expect(shown.match(/8080/g)).toHaveLength(3);
		},
	);

	test('does not show what is in files or has the name of a secret, and shows all else', () => {
		const shown = config({files: [{guest_path: '/etc/key', raw_value: 'aHVudGVyMg=='}], metadata: {role: 'db', api_token: 'hunter2'}});
		expect(shown).not.toMatch(/aHVudGVyMg==|hunter2/);
		expect(shown).toContain('"guest_path": "/etc/key"');
		expect(shown).toContain('"role": "db"');
	});

	test('that the API did not give is said to be missing', () => {
		expect(textsOf(configLines(buildMachine({config: undefined})))).toEqual(['The API gave no config for this machine.']);
	});
});

describe('lease', () => {
	test('of nobody says so, also when one has run out', () => {
		for (const lease of [undefined, buildLease({expiresAtMs: presentMs})]) {
			expect(textsOf(leaseLines(lease, false, presentMs))[0]).toContain('Nobody holds a lease');
		}
	});

	test('of somebody else tells owner, purpose and time left', () => {
		expect(textsOf(leaseLines(buildLease(), false, presentMs))).toEqual([
			'lease      held by somebody else',
			'owner      mia@example.com',
			'for        deploy',
			'expires    1:00 (2027-01-15 08:01:00)',
			'Until it ends, the API refuses or delays what others ask of this machine.',
		]);
	});

	test('of our own can be refreshed or released', () => {
		const lines = textsOf(leaseLines(buildLease({description: ''}), true, presentMs));
		expect(lines[0]).toBe('lease      held by this flydeck');
		expect(lines).toContain('for        -');
		expect(lines.at(-1)).toBe('L refreshes or releases it.');
	});
});

test('each tab of the pane shows its own lines', () => {
	const machine = buildMachine();
	const lease = buildLease();
	const older = [buildEvent({timestampMs: 0})];
	const context = {
		machine,
		pending: undefined,
		lease,
		isOwnLease: true,
		protectedBy: undefined,
		troubles: [],
		history: {items: [], days: [], checks: [], olderEvents: older},
		exitLogOf: () => undefined,
		pickedExit: undefined,
		nowMs: presentMs,
	};
	const why = [...whyLines(machine, [], presentMs), []];
	expect(tabs.map(({tab}) => tab)).toEqual(['events', 'info', 'config', 'lease', 'history', 'checks']);
	expect(detailLines('events', context, 200)).toEqual([...why, ...eventLinesOf(machine, older)]);
	expect(detailLines('info', context, 200)).toEqual([...why, ...infoLines(machine, undefined, presentMs)]);
	expect(detailLines('config', context, 200)).toEqual(configLines(machine));
	expect(detailLines('lease', context, 200)).toEqual(leaseLines(lease, true, presentMs));
	expect(detailLines('history', context, 200)).toEqual(historyLines(context.history, presentMs));
	expect(detailLines('checks', context, 200)).toEqual(checkLines(machine, [], presentMs));
});

describe('a line that is wider than the pane', () => {
	test('goes on below its value, under its label', () => {
		expect(textsOf(wrapLine(labelled('image', 'registry.fly.io/shop-worker:deployment-01M77EYYFD0002'), 40))).toEqual([
			'image      registry.fly.io/shop-worker:d',
			'           eployment-01M77EYYFD0002',
		]);
	});

	test('puts its last part below where there is hardly room beside it, as the reason of an exit in a narrow pane', () => {
		const [, exit] = eventLinesOf(buildMachine({events: [buildExitEvent({exitCode: 1, restarting: true}, 10_000)]}));
		expect(textsOf(wrapLine(exit ?? [], 41)).map(text => text.trimEnd())).toEqual([
			'07:59:50 exit    stopped    flyd',
			'    1, error, restarting',
		]);
	});

	test('keeps the indent of JSON on every line', () => {
		expect(textsOf(wrapLine([{text: '    "image": "registry.fly.io/web"'}], 20))).toEqual([
			'    "image":',
			'    "registry.fly.io',
			'    /web"',
		]);
	});

	test('loses nothing of its text and is never wider than the pane', () => {
		const segment = fc.record({text: fc.string({unit: fc.constantFrom('a', 'bc', '漢', ' ', '"', '/'), maxLength: 40})});
		fc.assert(
			fc.property(fc.array(segment, {minLength: 1, maxLength: 4}), fc.integer({min: 8, max: 60}), (line, width) => {
				const head = line.slice(0, -1);
				fc.pre(widthOf(textOf(head)) < width - 2);
				const lines = textsOf(wrapLine(line, width));
				expect(lines.filter(text => widthOf(text.trimEnd()) > width)).toEqual([]);
				expect(lines.join('').replace(/\s/g, '')).toBe(textOf(line).replace(/\s/g, ''));
			}),
		);
	});
});
