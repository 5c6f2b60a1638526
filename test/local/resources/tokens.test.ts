import {expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {createRandom} from '../../../source/local/random.ts';
import {createResources} from '../../../source/local/resources/resources.ts';
import {createMemoryState} from '../../../source/local/state/collection.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';
import {startResourceApi} from '../../helpers/resource-api.ts';

const createTokens = (token = 'secret') => {
	const clock = createManualClock();
	const random = createRandom(1);
	const {tokens, forgetApp} = createResources({
		state: createMemoryState(),
		now: clock.now,
		speed: 1,
		randomBytes: size => Uint8Array.from({length: size}, () => Math.floor(random() * 256)),
		volumesDirectory: () => '/nowhere',
		token,
	});
	return {tokens, forgetApp, clock};
};

test.each(['secret', 'Bearer secret', 'FlyV1 secret', 'bearer FlyV1 secret'])('the own token is known as %j', header => {
	expect(createTokens().tokens.isKnown(header)).toBe(true);
});

test.each(['', 'Bearer', 'secrets', 'secre', 'Basic secret', 'secret,'])('%j is not known', header => {
	expect(createTokens().tokens.isKnown(header)).toBe(false);
});

test('a deploy token is known until it expires, whole or only its first part', () => {
	const {tokens, clock} = createTokens();
	const token = tokens.createDeployToken('web', 'personal', 1000);
	expect(token).toMatch(/^FlyV1 fm2_[^,]+,fm2_[^,]+$/);
	const [first = '', second = ''] = token.replace('FlyV1 ', '').split(',');
	expect([token, `Bearer ${token}`, `Bearer ${first}`, `${second}, ${first}`].filter(header => !tokens.isKnown(header))).toEqual([]);
	expect(tokens.isKnown(second)).toBe(false);
	expect(tokens.find(token)).toMatchObject({app: 'web', organization: 'personal'});
	clock.advance(1000);
	expect(tokens.isKnown(token)).toBe(false);
});

test('a deploy token ends with its app', () => {
	const {tokens, forgetApp} = createTokens();
	const token = tokens.createDeployToken('web', 'personal', 1000);
	const other = tokens.createDeployToken('other', 'personal', 1000);
	forgetApp('web');
	expect([tokens.isKnown(token), tokens.isKnown(other)]).toEqual([false, true]);
});

test('a deploy token needs a body with a time to live', async () => {
	const {call} = await startResourceApi();
	const path = '/v1/apps/web/deploy_token';
	expect(await call('POST', path)).toMatchObject({status: 400, body: {error: 'EOF'}});
	expect((await call('POST', path, {})).status).toBe(400);
	expect((await call('POST', path, {expiry: 'soon'})).body).toEqual({error: 'invalid_argument: time: invalid duration "soon"'});
	const tooLong = {error: 'invalid_argument: time: invalid duration "99999999999h"'};
	expect((await call('POST', path, {expiry: '99999999999h'})).body).toEqual(tooLong);
	expect((await call('POST', path, {expiry: '48h'})).body).toEqual({token: expect.stringMatching(/^FlyV1 fm2_/)});
	expect((await call('POST', '/v1/apps/none/deploy_token', {expiry: '48h'})).status).toBe(404);
});

test('the current token says who it is', async () => {
	const {call} = await startResourceApi();
	expect((await call('GET', '/v1/tokens/current')).body).toEqual({
		tokens: [{token_id: expect.any(String), organization: 'personal', org_slug: 'personal', user: 'you@localhost'}],
	});
});

test('tokens are authenticated and authorized', async () => {
	const {call} = await startResourceApi();
	const {token} = (await call('POST', '/v1/apps/web/deploy_token', {expiry: '1h'})).body;
	const header = String(token);
	expect((await call('POST', '/v1/tokens/authenticate', {header})).list).toMatchObject([{header, caveats: {caveats: []}}]);
	expect((await call('POST', '/v1/tokens/authenticate', {header: 'Bearer wrong'})).status).toBe(400);
	const authorize = (access: JsonObject, asked = header) => call('POST', '/v1/tokens/authorize', {header: asked, access});
	expect((await authorize({app_name: 'web', action: 'r', machine_id: '1'})).body).toMatchObject({
		access: {action: 1, machine: '1'},
		verified_token: {header},
	});
	expect((await authorize({org_slug: 'personal', action: 31})).status).toBe(400);
	expect((await authorize({org_slug: 'personal', action: 31}, 'Bearer secret')).status).toBe(200);
	expect((await authorize({app_name: 'web', action: 'x'})).status).toBe(400);
	expect((await authorize({app_name: 'web', action: 32})).status).toBe(400);
	expect((await authorize({app_name: 'none'}, 'secret')).status).toBe(404);
});
