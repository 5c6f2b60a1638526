import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {aspectsOf} from '../../source/domain/history/aspects.ts';
import {noSight} from '../../source/domain/history/detect-changes.ts';
import {keptBriefly, keptText} from '../../source/domain/kept-text.ts';
import {recordedBody} from '../../source/domain/recording/redact.ts';
import {buildCheck, buildExitEvent, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {createWholeDetector} from '../helpers/whole-detector.ts';

describe('a text that is written to disk', () => {
	test.each([
		['connect with FlyV1 fm2_lJPECAAAAAAA,fm2_x', 'connect with FlyV1 (masked)'],
		['401: token fm2_lJPECAAAAAAA expired', '401: token (masked) expired'],
		['Authorization: FlyV1 fm2_lJPECAAAAAAA', 'Authorization: (masked)'],
		['GET / authorization: Basic bWU6aHVudGVy', 'GET / authorization: (masked)'],
		['header Bearer abcdefgh12345', 'header Bearer (masked)'],
		['password = hunter2', 'password = (masked)'],
		['{"password":"hunter2","port":5432}', '{"password":(masked),"port":5432}'],
		['{\\"password\\": \\"hunter2\\"}', '{\\"password\\": (masked)}'],
		['api_key: hunter2', 'api_key: (masked)'],
		['X-Api-Key: hunter2', 'X-Api-Key: (masked)'],
		['PGPASSWORD=hunter2 psql', 'PGPASSWORD=(masked) psql'],
		['GET /?user=me&token=hunter2&page=2', 'GET /?user=me&token=(masked)&page=2'],
		["token: 'hunter2', other", 'token: (masked), other'],
		['run --password hunter2 -v', 'run --password (masked) -v'],
		['redis://:hunter2@db:6379', 'redis://:(masked)@db:6379'],
		['AUTH_KEY=hunter2 ENCRYPTION_KEY="hunter 2" SALT=hunter2', 'AUTH_KEY=(masked) ENCRYPTION_KEY=(masked) SALT=(masked)'],
		['JWT_SIGNING=hunter2', 'JWT_SIGNING=(masked)'],
		['dsn=https://hunter2@sentry.io/1', 'dsn=(masked)'],
		['curl -u admin:hunter2 http://db/', 'curl -u admin:(masked) http://db/'],
		['mysql -u root -phunter2 shop', 'mysql -u root -p(masked) shop'],
		['-----BEGIN PRIVATE KEY-----\nMIIE', '(masked)'],
	])('has no secret: %s', (text, expected) => {
		expect(keptText(text)).toBe(expected);
		expect(keptText(expected)).toBe(expected);
	});

	test.each([
		'200 OK',
		'connect: connection refused',
		'registry.fly.io/token-api:deployment-01JABCDEFGHJKMNPQRSTVWXYZ0',
		'secret-service:v2',
		'401 Unauthorized: basic authentication required',
		'token expired',
		'started in 3s, key=value',
		'PORT=8080 REGION=fra',
		'mysql --port 3306',
		'ps -u postgres',
		`sha256:${'a'.repeat(64)}`,
	])('is kept as it is where there is none: %s', text => {
		expect(keptText(text)).toBe(text);
	});

	test('is short in the journal, and what is cut off shows no half of a secret', () => {
		expect(keptBriefly(`${'x'.repeat(480)} fm2_lJPECAAAAAAAA`)).toHaveLength(489);
		expect(keptBriefly('x'.repeat(1000))).toHaveLength(500);
	});

	test('is looked through at once, however it is made', () => {
		const beganMs = performance.now();
		for (const odd of ['token', 'token"', 'a-', ' password', '"\\', 'cookie:', '--secret ', 'bearer ', 'A', 'KEY_', 'mysql ', ' -u ']) {
			keptText(odd.repeat(100_000 / odd.length));
		}

		expect(performance.now() - beganMs).toBeLessThan(2000);
	});
});

const secret = fc.stringMatching(/^[A-Za-z0-9]{12,24}$/).map(text => `Zq7${text}`);
const name = fc.constantFrom('password', 'DB_PASSWORD', 'api_key', 'x-api-key', 'access_token', 'client-secret', 'Private_Key');
const said = fc.tuple(name, secret, fc.nat({max: 8})).map(([key, hidden, form]) => ({
	hidden,
	text:
		[
			`${key}=${hidden}`,
			`${key} = ${hidden}`,
			`${key}: ${hidden}`,
			`{"${key}":"${hidden}"}`,
			`{"${key}": "a ${hidden}"}`,
			`${key}='${hidden} b'`,
			`Authorization: ${hidden}`,
			`postgres://me:${hidden}@db/x`,
			`failed with fm2_${hidden}, try again`,
		][form] ?? '',
}));
const around = fc.constantFrom('', ' ', 'error: ', 'line one\n', 'GET / 500 ', '(');
const line = fc.tuple(around, said, around).map(([before, {text, hidden}, after]) => ({hidden, text: `${before}${text} ${after}`}));

describe('whatever is said', () => {
	test('no secret is in a recording', () => {
		fc.assert(
			fc.property(line, ({text, hidden}) => {
				const body = [{checks: [{output: text}], lease: {description: text}, events: [{request: {exit_event: {error: text}}}]}];
				expect(JSON.stringify(recordedBody(JSON.stringify(body), '/v1/apps/web/machines'))).not.toContain(hidden);
				expect(JSON.stringify(recordedBody(JSON.stringify({data: [{message: text}]}), '/v1/apps/web/logs'))).not.toContain(hidden);
				expect(JSON.stringify(recordedBody(`<p>${text}`, '/v1/apps/web/machines'))).not.toContain(hidden);
			}),
		);
	});

	test('no secret is in the journal', () => {
		fc.assert(
			fc.property(line, ({text, hidden}) => {
				const machine = buildMachine({
					checks: [buildCheck({output: text})],
					lease: buildLease({description: text}),
					events: [buildExitEvent({exitCode: 1, error: text})],
				});
				const sight = {...noSight, fleet: new Map([[machine.id, machine]])};
				expect(JSON.stringify(createWholeDetector()(sight, presentMs))).not.toContain(hidden);
				expect(JSON.stringify([...aspectsOf(machine, machine.lease)])).not.toContain(hidden);
			}),
		);
	});
});
