/*
Every operation of the published OpenAPI document that the local API stands for is called over HTTP, as a row of openapi-story.ts, and the
real answer must be what the document says, with the corrections that test/helpers/openapi.ts lists. What the story does not reach is named.
*/
import {describe, expect, test} from 'vitest';
import type {Route} from '../../source/local/http/route.ts';
import {routesOf} from '../../source/local/http/routes.ts';
import {fieldsOf} from '../helpers/hostile-values.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {createTestWorld} from '../helpers/local-world.ts';
import {machinesApiDir} from '../helpers/machines-api-dir.ts';
import {validateAnswer} from '../helpers/openapi.ts';
import {type Operation, operationIdOf, operationName, operations, requestFieldsOf} from '../helpers/openapi-document.ts';
import {shapeOf} from '../helpers/shape-of.ts';
import {story} from './openapi-story.ts';
import {takeStory} from './take-story.ts';

/** What the local API answers with 501: it can neither sign for Fly nor hold its keys. */
const outOfScope = new Set(['POST /tokens/oidc', 'POST /tokens/kms']);

/** A document that has fewer is not the one that these tests are for, and they would prove nothing. */
const fewestOperations = 60;

/** Bytes, which come in two forms and are read by themselves; and the bids for GPUs, which are no more. */
const checkedElsewhere = [/secretkeys.* \w+\.0$/, /\.gpu_bid_price$/];

const inBraces = (path: string): string => path.replaceAll(/:\w+|\{\w+\}/g, '{}');

const routes = routesOf(createTestWorld());

const routeOf = ({method, path}: Operation): Route | undefined =>
	routes.find(route => route.method === method && inBraces(route.path) === `/v1${inBraces(path)}`);

describe.skipIf(machinesApiDir === undefined)('the published OpenAPI document', () => {
	test('is what the local API answers', {timeout: 30_000}, async () => {
		const {call} = await startTestApi({speed: 100, limits: false});
		expect(await takeStory(call)).toEqual([]);
		expect(new Set(story.map(step => step.call)).size).toBe(operations.length - outOfScope.size);
	});

	test('has no operation in scope that is not called here', () => {
		expect(operations.length).toBeGreaterThan(fewestOperations);
		const called = new Set(story.map(step => step.call));
		const names = operations.map(operationName);
		expect(names.filter(name => !called.has(name) && !outOfScope.has(name))).toEqual([]);
		expect([...called].filter(name => !names.includes(name))).toEqual([]);
	});

	test.each([...outOfScope])('has %s, which the local API says that it does not do', async name => {
		const {call} = await startTestApi();
		const [method = '', path = ''] = name.split(' ');
		const {status, body} = await call(method, `/v1${path}`, {});
		expect([status, body]).toEqual([501, {error: expect.stringMatching(/^unimplemented: /)}]);
	});

	test('has the same name for each operation as the route table', () => {
		const differing = operations.filter(operation => routeOf(operation)?.operation !== operationIdOf(operation));
		expect(differing).toEqual([]);
	});

	test('has no field in a request whose type is not checked', async () => {
		const unchecked: string[] = [];
		for (const operation of operations.filter(each => !outOfScope.has(operationName(each)))) {
			const route = routeOf(operation);
			const shape = route === undefined ? undefined : await shapeOf(route);
			const checked = new Set((shape === undefined ? [] : fieldsOf(shape)).map(({path}) => path.join('.')));
			const missing = requestFieldsOf(operation).filter(field => !checked.has(field));
			unchecked.push(...missing.map(field => `${operationName(operation)} ${field}`));
		}

		expect(unchecked.filter(name => !checkedElsewhere.some(pattern => pattern.test(name)))).toEqual([]);
	});

	test.each<readonly [title: string, operation: string, status: number, text: string]>([
		['a status that is not there', 'GET /apps/{app_name}/machines/{machine_id}', 299, '{}'],
		['a field of the wrong type', 'GET /apps/{app_name}/machines/{machine_id}/wait', 200, '{"ok":"yes","state":"started"}'],
		['a field that nobody knows', 'GET /apps/{app_name}/machines/{machine_id}/wait', 200, '{"ok":true,"state":"started","mood":1}'],
		['a field that is missing', 'GET /apps/{app_name}/machines/{machine_id}/wait', 200, '{"ok":true}'],
		['a null that there never is', 'GET /apps/{app_name}/machines', 200, '[{"id":null}]'],
		['no JSON', 'GET /apps', 200, 'oops'],
		['a body where there is none', 'DELETE /apps/{app_name}/certificates/{hostname}', 204, '{}'],
		['a bare lease', 'GET /apps/{app_name}/machines/{machine_id}/lease', 200, '{"nonce":"a","expires_at":1,"owner":"b","version":"c"}'],
	])('is not kept by an answer with %s', (_, name, status, text) => {
		const [method = '', path = ''] = name.split(' ');
		expect(operations).toContainEqual({method, path});
		expect(validateAnswer({method, path}, status, text)).not.toEqual([]);
	});
});
