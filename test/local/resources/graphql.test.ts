import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {numericId} from '../../../source/local/fleet/ids.ts';
import {execute, type GraphNode} from '../../../source/local/resources/graphql/execute.ts';
import {startResourceApi} from '../../helpers/resource-api.ts';

const startGraphql = async () => {
	const {call} = await startResourceApi();
	const machineWith = async (metadata: JsonObject) =>
		(await call('POST', '/v1/apps/web/machines', {config: {image: 'nginx:1', metadata}, skip_launch: true})).body;
	const ask = async (query: string, variables?: JsonObject) => {
		const {status, body} = await call('POST', '/graphql', {query, ...(variables === undefined ? {} : {variables})});
		expect(status).toBe(200);
		return body;
	};

	return {call, ask, machineWith};
};

test('the viewer is a user', async () => {
	const {ask} = await startGraphql();
	const query = 'query { viewer { __typename ... on User { id email } ... on Macaroon { email } } }';
	expect(await ask(query)).toEqual({data: {viewer: {__typename: 'User', id: 'local', email: 'you@localhost'}}});
});

test('organizations are those of the apps, and the personal one', async () => {
	const {call, ask} = await startGraphql();
	await call('POST', '/v1/apps', {app_name: 'shop', org_slug: 'acme'});
	const query = '{ organizations(admin: false) { nodes { slug rawSlug type viewerRole } } }';
	expect(await ask(query)).toEqual({
		data: {
			organizations: {
				nodes: [
					{slug: 'personal', rawSlug: 'personal', type: 'PERSONAL', viewerRole: 'admin'},
					{slug: 'acme', rawSlug: 'acme', type: 'SHARED', viewerRole: 'admin'},
				],
			},
		},
	});
	const one = 'query ($slug: String!) { organization(slug: $slug) { name internalNumericId } }';
	expect(await ask(one, {slug: 'acme'})).toEqual({data: {organization: {name: 'acme', internalNumericId: String(numericId('acme'))}}});
	expect(await ask(one, {slug: 'none'})).toMatchObject({
		data: {organization: null},
		errors: [{message: 'Could not find Organization "none"', path: ['organization'], extensions: {code: 'NOT_FOUND'}}],
	});
});

test('releases are those that machines were deployed by, newest first', async () => {
	const {ask, machineWith} = await startGraphql();
	const query = `query Releases($n: String!, $k: Int = 1) {
		app(name: $n) {
			releases: releasesUnprocessed(first: $k) { nodes { ...Release } }
			current: currentReleaseUnprocessed { version }
		}
	}
	fragment Release on Release { id version status imageRef stable user { email } createdAt }`;
	expect(await ask(query, {n: 'web'})).toEqual({data: {app: {releases: {nodes: []}, current: null}}});
	await machineWith({fly_release_id: 'abc', fly_release_version: '2'});
	await machineWith({fly_release_id: 'def', fly_release_version: '10'});
	await machineWith({fly_release_id: 'def', fly_release_version: '10'});
	const release = {
		id: 'def',
		version: 10,
		status: 'complete',
		imageRef: 'nginx:1',
		stable: true,
		user: {email: 'you@localhost'},
		createdAt: '2026-05-01T10:00:00Z',
	};
	expect(await ask(query, {n: 'web'})).toEqual({data: {app: {releases: {nodes: [release]}, current: {version: 10}}}});
	expect(await ask(query, {n: 'web', k: 5})).toMatchObject({data: {app: {releases: {nodes: [{version: 10}, {version: 2}]}}}});
	expect(await ask(query, {n: 'none'})).toMatchObject({data: {app: null}, errors: [{message: 'Could not find App "none"'}]});
});

test('a machine tells its app and that app its organization', async () => {
	const {ask, machineWith} = await startGraphql();
	const {id} = await machineWith({});
	const query = 'query ($id: String!) { machine(machineId: $id) { app { name organization { slug } } } }';
	expect(await ask(query, {id: String(id)})).toEqual({data: {machine: {app: {name: 'web', organization: {slug: 'personal'}}}}});
});

test('the platform has regions', async () => {
	const {ask} = await startGraphql();
	const {data} = await ask('{ platform { requestRegion regions { code name } } }');
	expect(data).toMatchObject({
		platform: {requestRegion: 'fra', regions: expect.arrayContaining([{code: 'ams', name: 'Amsterdam, Netherlands'}])},
	});
});

test('unknown fields are named, and nothing is answered beside them', async () => {
	const {ask} = await startGraphql();
	expect(await ask('{\n\tplatform { requestRegion colour }\n\tnothing { id } }')).toEqual({
		errors: [
			{
				message: "Field 'colour' doesn't exist on type 'Platform'",
				locations: [{line: 2, column: 27}],
				path: ['query', 'platform', 'colour'],
				extensions: {code: 'undefinedField', typeName: 'Platform', fieldName: 'colour'},
			},
			{
				message: "Field 'nothing' doesn't exist on type 'Query'",
				locations: [{line: 3, column: 2}],
				path: ['query', 'nothing'],
				extensions: {code: 'undefinedField', typeName: 'Query', fieldName: 'nothing'},
			},
		],
	});
});

test.each([
	['{ viewer { email } }', "Field 'email' doesn't exist on type 'Viewer'"],
	['{ platform }', "Field must have selections (field 'platform' returns Platform but has no selections)"],
	['{ platform { requestRegion { code } } }', "Selections can't be made on scalars (field 'requestRegion')"],
	['{ ...Missing }', 'Fragment Missing was used, but not defined'],
	['{ ... on Planet { id } }', "No such type Planet, so it can't be a fragment condition"],
	['mutation { restartApp { id } }', 'This local API answers queries only, not a mutation'],
	['{ platform { ', 'Unexpected end of document'],
	['{ platform { requestRegion } ) }', 'Parse error on ")"'],
	['{ app(name: "web) { id } }', 'Parse error on "\\""'],
	['', 'No query string was present'],
	['fragment F on App { id }', 'An operation name is required'],
	['query A { __typename } query B { __typename }', 'An operation name is required'],
])('%j is answered with its error', async (query, message) => {
	const {ask} = await startGraphql();
	const {errors} = await ask(query);
	expect(errors).toMatchObject([{message}]);
});

const inherited = ['toString', 'valueOf', 'constructor', 'hasOwnProperty', '__proto__', '__defineGetter__'];

describe.each(inherited)('%s', name => {
	test.each([
		['Query', `{ ${name} }`],
		['Query', `{ ${name} { a } }`],
		['App', `{ app(name: "web") { ${name} } }`],
		['User', `{ viewer { ... on User { ${name} } } }`],
	])('is no field of %s: %s', async (type, query) => {
		const {ask} = await startGraphql();
		expect((await ask(query)).errors).toMatchObject([{message: `Field '${name}' doesn't exist on type '${type}'`}]);
	});

	test('is no type either, and an alias like any other', async () => {
		const {ask} = await startGraphql();
		expect((await ask(`{ ... on ${name} { a } }`)).errors).toMatchObject([{message: expect.stringContaining(`No such type ${name}`)}]);
		expect(JSON.stringify(await ask(`{ ${name}: __typename }`))).toBe(`{"data":{"${name}":"Query"}}`);
	});
});

test('of several operations the named one is answered', async () => {
	const {call} = await startResourceApi();
	const body = {query: 'query A { a: __typename } query B { b: __typename }', operationName: 'B'};
	expect((await call('POST', '/graphql', body)).body).toEqual({data: {b: 'Query'}});
	expect((await call('POST', '/graphql')).status).toBe(400);
});

const root: GraphNode = {__typename: 'Query', platform: {__typename: 'Platform', requestRegion: 'fra', regions: []}};
const run = (query: string) => execute({query, variables: {}, operationName: undefined}, root);

test('fragments that hold themselves, or each other many times, end', () => {
	expect(run('{ ...F } fragment F on Query { ...F __typename }')).toEqual({data: {__typename: 'Query'}});
	const doubling = Array.from({length: 40}, (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`).join(' ');
	expect(run(`{ ...F0 } ${doubling} fragment F40 on Query { __typename }`)).toEqual({data: {__typename: 'Query'}});
});

test('queries that are too deep or too wide are refused', () => {
	const deep = {errors: [expect.objectContaining({message: 'Query is too deep'})]};
	expect(run('{ platform '.repeat(1000))).toEqual(deep);
	expect(run(`{ app(name: ${'['.repeat(1000)}) { id } }`)).toEqual(deep);
	const wide = Array.from({length: 2001}, (_, index) => `f${index}: __typename`).join(' ');
	expect(run(`{ ${wide} }`)).toEqual({errors: [expect.objectContaining({message: 'Query has too many fields'})]});
});

test('whatever the text is, there is an answer', () => {
	const words = '{ } ( ) [ ] : ... on query platform app F fragment $n = "x" 1 @ #'.split(' ');
	const sentence = fc.array(fc.constantFrom(...words)).map(list => list.join(' '));
	fc.assert(
		fc.property(fc.oneof(fc.string(), sentence), text => {
			expect(Object.keys(run(text))).not.toEqual([]);
		}),
	);
});
