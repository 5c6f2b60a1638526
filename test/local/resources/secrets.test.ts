import {expect, test} from 'vitest';
import {startResourceApi} from '../../helpers/resource-api.ts';

const all = '/v1/apps/web/secrets';

test('secrets are set and deleted at once, each change under a new version', async () => {
	const {call, clock} = await startResourceApi();
	const first = await call('POST', all, {values: {A: 'one', B: 'two'}});
	expect(first.body).toMatchObject({secrets: [{name: 'A'}, {name: 'B'}], version: 1, Version: 1});
	clock.advance(60_000);
	const second = await call('POST', all, {values: {A: 'three', B: null, C: '', NEVER: null}});
	expect(second.body).toMatchObject({version: 2, Version: 2});
	expect((await call('GET', `${all}?show_secrets=true`)).body).toEqual({
		secrets: [
			{
				name: 'A',
				value: 'three',
				digest: expect.stringMatching(/^[0-9a-f]{16}$/),
				created_at: '2026-05-01T10:00:00Z',
				updated_at: '2026-05-01T10:01:00Z',
			},
			{name: 'C', value: '', digest: expect.any(String), created_at: '2026-05-01T10:01:00Z', updated_at: '2026-05-01T10:01:00Z'},
		],
	});
});

test('values are shown only to who asks for them', async () => {
	const lines: string[] = [];
	const {call} = await startResourceApi({log: line => void lines.push(line)});
	const answers = [
		await call('POST', all, {values: {A: 'hush'}}),
		await call('POST', `${all}/B`, {value: 'hush'}),
		await call('GET', all),
		await call('GET', `${all}/A`),
	];
	expect(answers.filter(({text}) => text.includes('hush'))).toEqual([]);
	expect((await call('GET', `${all}/A?show_secrets=true`)).body.value).toBe('hush');
	expect(lines.filter(line => line.includes('hush'))).toEqual([]);
});

test('a digest changes when the value does', async () => {
	const {call} = await startResourceApi();
	const digestOf = async (value: string) => (await call('POST', `${all}/A`, {value})).body.digest;
	const first = await digestOf('one');
	expect(await digestOf('two')).not.toBe(first);
	expect(await digestOf('one')).toBe(first);
});

test('one secret is made, read and deleted', async () => {
	const {call} = await startResourceApi();
	const created = await call('POST', `${all}/A`, {value: 'one'});
	expect([created.status, created.body]).toMatchObject([201, {name: 'A', version: 1, Version: 1}]);
	expect((await call('DELETE', `${all}/A`)).body).toEqual({version: 2, Version: 2});
	expect(await call('GET', `${all}/A`)).toMatchObject({status: 404, body: {error: 'not_found: secret not found'}});
	expect((await call('DELETE', `${all}/A`)).status).toBe(404);
});

test.each(['', '1A', 'A-B', '../A', 'A=B'])('a name such as %j makes the whole update a 400', async name => {
	const {call} = await startResourceApi();
	expect((await call('POST', all, {values: {GOOD: 'one', [name]: 'two'}})).status).toBe(400);
	expect((await call('GET', all)).body).toEqual({secrets: []});
});

test.each(['{"values":{"A":5}}', '{"values":[]}', '[]', '{'])('the body %s is a 400', async body => {
	const {call} = await startResourceApi();
	expect((await call('POST', all, body)).status).toBe(400);
	expect((await call('POST', `${all}/A`, {})).status).toBe(400);
});

test('a version that is not there yet is refused, in both words for it', async () => {
	const {call} = await startResourceApi();
	await call('POST', all, {values: {A: 'one'}});
	expect((await call('GET', `${all}?min_version=1`)).status).toBe(200);
	expect((await call('GET', `${all}?min_version=2`)).status).toBe(412);
	expect((await call('GET', `${all}?version=2`)).status).toBe(412);
	expect((await call('GET', `${all}/A?min_version=soon`)).status).toBe(400);
});

test('a secret may be called what every object has', async () => {
	const {call} = await startResourceApi();
	await call('POST', all, '{"values":{"__proto__":"one","constructor":"two"}}');
	const {secrets} = (await call('GET', `${all}?show_secrets=true`)).body;
	expect(secrets).toMatchObject([
		{name: '__proto__', value: 'one'},
		{name: 'constructor', value: 'two'},
	]);
});
