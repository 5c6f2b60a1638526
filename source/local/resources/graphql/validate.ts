import type {Document, Field, Selection} from './parse.ts';
import {GraphqlError} from './tokenize.ts';
import {fieldTypeOf, isScalar, types} from './types.ts';

/** How many fields a query may name, with those of its fragments each time that they are used. */
const mostFields = 2000;

/** What a query asks for, once its fragments are in their places. */
export type Asked = {
	readonly field: Field;
	/** The fragment's type, of which the object must be for the field to be answered; undefined outside of fragments. */
	readonly on: string | undefined;
};

type Visit = {readonly document: Document; readonly on: string | undefined; readonly spread: Set<string>};

const visitFields = (selections: readonly Selection[], visit: Visit): readonly Asked[] =>
	selections.flatMap((selection): readonly Asked[] => {
		switch (selection.kind) {
			case 'field':
				return [{field: selection, on: visit.on}];
			case 'inline':
				return visitFields(selection.selections, {...visit, on: requireType(selection.on, selection) ?? visit.on});
			case 'spread':
				return visitFragment(selection, visit);
			default:
				return selection satisfies never;
		}
	});

const visitFragment = (selection: Extract<Selection, {kind: 'spread'}>, visit: Visit): readonly Asked[] => {
	const fragment = visit.document.fragments.get(selection.name);
	if (fragment === undefined) {
		throw new GraphqlError(`Fragment ${selection.name} was used, but not defined`, selection.at);
	}

	// A second time it adds nothing; a fragment that holds itself ends here.
	if (visit.spread.has(selection.name)) {
		return [];
	}

	visit.spread.add(selection.name);
	return visitFields(fragment.selections, {...visit, on: requireType(fragment.on, selection)});
};

/** The fields of selections, with those of the fragments in them. */
export const fieldsOf = (selections: readonly Selection[], document: Document): readonly Asked[] =>
	visitFields(selections, {document, on: undefined, spread: new Set()});

const requireType = (on: string | undefined, {at}: Selection): string | undefined => {
	if (on !== undefined && !Object.hasOwn(types, on)) {
		throw new GraphqlError(`No such type ${on}, so it can't be a fragment condition`, at, [], {code: 'undefinedType', typeName: on});
	}

	return on;
};

const typeOfField = ({name, at}: Field, type: string, path: readonly string[]): string => {
	const found = name === '__typename' ? 'Scalar' : fieldTypeOf(type, name);
	if (found === undefined) {
		const extensions = {code: 'undefinedField', typeName: type, fieldName: name};
		throw new GraphqlError(`Field '${name}' doesn't exist on type '${type}'`, at, path, extensions);
	}

	return found;
};

const requireBraces = ({name, selections, at}: Field, type: string, path: readonly string[]): void => {
	if (isScalar(type) && selections !== undefined) {
		throw new GraphqlError(`Selections can't be made on scalars (field '${name}')`, at, path, {code: 'selectionMismatch'});
	}

	if (!isScalar(type) && selections === undefined) {
		const message = `Field must have selections (field '${name}' returns ${type} but has no selections)`;
		throw new GraphqlError(message, at, path, {code: 'selectionMismatch'});
	}
};

/** Everything that is wrong with a query before it is answered: fields that do not exist, and braces where none belong. */
export const validate = (selections: readonly Selection[], document: Document): readonly GraphqlError[] => {
	const errors: GraphqlError[] = [];
	let seen = 0;

	const visit = (inside: readonly Selection[], type: string, path: readonly string[]): void => {
		for (const {field, on} of fieldsOf(inside, document)) {
			seen++;
			if (seen > mostFields) {
				throw new GraphqlError('Query has too many fields', field.at);
			}

			visitField(field, on ?? type, [...path, field.alias]);
		}
	};

	const visitField = (field: Field, type: string, path: readonly string[]): void => {
		try {
			const fieldType = typeOfField(field, type, path);
			requireBraces(field, fieldType, path);
			visit(field.selections ?? [], fieldType, path);
		} catch (error) {
			if (!(error instanceof GraphqlError)) {
				throw error;
			}

			errors.push(error);
		}
	};

	visit(selections, 'Query', ['query']);
	return errors;
};
