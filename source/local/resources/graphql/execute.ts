import {isJsonObject, type Json, type JsonObject} from '../../../domain/json.ts';
import {type Document, type Field, type Operation, parse, type Selection} from './parse.ts';
import type {Variables} from './parse-value.ts';
import {GraphqlError} from './tokenize.ts';
import {fieldsOf, validate} from './validate.ts';

/** What a field holds. Functions get the field's arguments and may throw a GraphqlError, with which the field is null. */
export type GraphValue =
	| null
	| boolean
	| number
	| string
	| readonly GraphValue[]
	| GraphNode
	| ((given: JsonObject, field: Field) => GraphValue);

/** An object of the graph: the name of its type, and a value for each of its type's fields. */
export type GraphNode = {readonly __typename: string; readonly [field: string]: GraphValue};

export type GraphqlRequest = {readonly query: string; readonly variables: Variables; readonly operationName: string | undefined};

type Execution = {readonly document: Document; readonly variables: Variables; readonly errors: GraphqlError[]};

type Path = readonly (string | number)[];

const isNode = (value: GraphValue): value is GraphNode => typeof value === 'object' && value !== null && '__typename' in value;

const argumentsOf = (field: Field, variables: Variables): JsonObject =>
	Object.fromEntries(Object.entries(field.arguments).map(([name, value]) => [name, value(variables)]));

const resolve = (field: Field, value: GraphValue, execution: Execution, path: Path): GraphValue => {
	if (typeof value !== 'function') {
		return value;
	}

	try {
		return value(argumentsOf(field, execution.variables), field);
	} catch (error) {
		if (!(error instanceof GraphqlError)) {
			throw error;
		}

		execution.errors.push(new GraphqlError(error.message, field.at, path, error.extensions));
		return null;
	}
};

const complete = (value: GraphValue, selections: readonly Selection[], execution: Execution, path: Path): Json => {
	if (Array.isArray(value)) {
		return value.map((item: GraphValue, index) => complete(item, selections, execution, [...path, index]));
	}

	if (isNode(value)) {
		return select(value, selections, execution, path);
	}

	return typeof value === 'object' || typeof value === 'function' ? null : value;
};

/** Fields of one alias are one, with the selections of all of them. */
const merged = (node: GraphNode, selections: readonly Selection[], document: Document): ReadonlyMap<string, Field> => {
	const fields = new Map<string, Field>();
	for (const {field, on} of fieldsOf(selections, document)) {
		const before = fields.get(field.alias);
		if (on === undefined || on === node.__typename) {
			const inside = [...(before?.selections ?? []), ...(field.selections ?? [])];
			fields.set(field.alias, {...field, selections: inside});
		}
	}

	return fields;
};

const select = (node: GraphNode, selections: readonly Selection[], execution: Execution, path: Path): JsonObject =>
	Object.fromEntries(
		[...merged(node, selections, execution.document)].map(([alias, field]) => {
			const here = [...path, alias];
			const value = resolve(field, node[field.name] ?? null, execution, here);
			return [alias, complete(value, field.selections ?? [], execution, here)];
		}),
	);

const operationOf = ({operations}: Document, name: string | undefined): Operation => {
	const found = name === undefined ? operations[0] : operations.find(operation => operation.name === name);
	if (found === undefined || (name === undefined && operations.length > 1)) {
		throw new GraphqlError('An operation name is required', {line: 1, column: 1});
	}

	if (found.kind !== 'query') {
		throw new GraphqlError(`This local API answers queries only, not a ${found.kind}`, {line: 1, column: 1});
	}

	return found;
};

const errorOnWire = ({message, at, path, extensions}: GraphqlError): JsonObject => ({
	message,
	locations: [at],
	path,
	...(Object.keys(extensions).length > 0 ? {extensions} : {}),
});

const answerTo = ({query, variables, operationName}: GraphqlRequest, root: GraphNode): JsonObject => {
	const document = parse(query);
	const operation = operationOf(document, operationName);
	const wrong = validate(operation.selections, document);
	if (wrong.length > 0) {
		return {errors: wrong.map(errorOnWire)};
	}

	const defaults = Object.fromEntries(Object.entries(operation.defaults).map(([name, value]) => [name, value({})]));
	const execution: Execution = {document, variables: {...defaults, ...variables}, errors: []};
	const data = select(root, operation.selections, execution, []);
	return {data, ...(execution.errors.length > 0 ? {errors: execution.errors.map(errorOnWire)} : {})};
};

/** The answer of GraphQL to a request, with `data`, `errors` or both. Never throws for what the request says. */
export const execute = (request: GraphqlRequest, root: GraphNode): JsonObject => {
	try {
		return answerTo(request, root);
	} catch (error) {
		if (error instanceof GraphqlError) {
			return {errors: [errorOnWire(error)]};
		}

		throw error;
	}
};

/** The variables of a request's body: whatever else is there is as if there were none. */
export const variablesIn = (value: Json | undefined): Variables => (isJsonObject(value) ? value : {});
