import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {isJsonObject, type JsonObject} from '../../source/domain/json.ts';
import {objectAt, textAt} from '../../source/domain/json-reader.ts';
import {machinesApiDir} from './machines-api-dir.ts';

/** An operation of the published document, by the method and path that it has there: no `/v1`, words in braces. */
export type Operation = {readonly method: string; readonly path: string};

export const operationName = ({method, path}: Operation): string => `${method} ${path}`;

/** The published OpenAPI document; empty where it is not there. */
export const openapiDocument: JsonObject =
	machinesApiDir === undefined ? {} : JSON.parse(readFileSync(join(machinesApiDir, 'openapi.json'), 'utf8'));

const methods = new Set(['get', 'post', 'put', 'patch', 'delete']);

/** Every operation of the document; none where the document is not there. */
export const operations: readonly Operation[] = Object.entries(objectAt(openapiDocument, 'paths')).flatMap(([path, row]) =>
	Object.keys(isJsonObject(row) ? row : {})
		.filter(method => methods.has(method))
		.map(method => ({method: method.toUpperCase(), path})),
);

/** What the document says of an operation. */
export const operationAt = ({method, path}: Operation): JsonObject =>
	objectAt(objectAt(objectAt(openapiDocument, 'paths'), path), method.toLowerCase());

/** The schemas that the document defines, by name. */
export const schemasOfDocument: JsonObject = objectAt(objectAt(openapiDocument, 'components'), 'schemas');

/** The operationId of an operation; two operations of the document share one. */
export const operationIdOf = (operation: Operation): string => textAt(operationAt(operation), 'operationId') ?? '';

const referenced = (schema: JsonObject): string | undefined => {
	const [first] = Array.isArray(schema.allOf) ? schema.allOf : [schema];
	const reference = isJsonObject(first) ? textAt(first, '$ref') : undefined;
	return reference?.split('/').at(-1);
};

const leavesOf = (schema: JsonObject, path: string): readonly string[] => {
	const name = referenced(schema);
	if (name !== undefined) {
		return leavesOf(objectAt(schemasOfDocument, name), path);
	}

	if (schema.type === 'array') {
		return leavesOf(objectAt(schema, 'items'), `${path}.0`);
	}

	if (isJsonObject(schema.properties)) {
		return Object.keys(schema.properties).flatMap(key => leavesOf(objectAt(objectAt(schema, 'properties'), key), `${path}.${key}`));
	}

	return isJsonObject(schema.additionalProperties) ? leavesOf(schema.additionalProperties, `${path}.x`) : [path.slice(1)];
};

/** Every value that the body of a request may hold, by its path; items of lists and maps stand under `0` and `x`. */
export const requestFieldsOf = (operation: Operation): readonly string[] => {
	const body = objectAt(operationAt(operation), 'requestBody');
	const schema = objectAt(Object.values(objectAt(body, 'content')).find(isJsonObject) ?? {}, 'schema');
	return Object.keys(schema).length === 0 ? [] : leavesOf(schema, '');
};
