import type {GoneMachine} from '../history/gone-machine.ts';
import {stateRow} from '../lifecycle.ts';
import {known, type QueryKey, type QueryLanguage} from './language.ts';
import {imageNames} from './machine-keys.ts';
import {matchesQuery, parseQuery} from './parse.ts';
import {scanQuery} from './scan.ts';

type Key = QueryKey<GoneMachine>;

const {state, meaning: stateMeaning} = stateRow('destroyed');

/** The keys for machines whose values are remembered of those that are gone. */
const goneLanguage: QueryLanguage<GoneMachine> = {
	keys: new Map<string, Key>([
		['app', {meaning: 'its app', valuesOf: ({app}) => known(app)}],
		['id', {meaning: 'its id', valuesOf: ({machineId}) => [machineId]}],
		['name', {meaning: 'its name', valuesOf: ({name}) => known(name)}],
		['state', {meaning: stateMeaning, valuesOf: () => [state]}],
		['image', {meaning: 'its newest image', valuesOf: ({image}) => imageNames(image)}],
	]),
	hasText: (gone, fits) => fits(goneLanguage.linesOf(gone).join('\n')),
	linesOf: ({machineId, name, app, image}) => [machineId, name, app, state, image].map(line => line.toLowerCase()),
};

/**
What a filter for machines lets through of those that are gone; undefined where it asks for what nobody remembers of them. So it does when a
word is not to be there: of their texts some are missing.
*/
export const goneFilter = (filter: string): ((gone: GoneMachine) => boolean) | undefined => {
	const query = parseQuery(filter, goneLanguage);
	const isDoubtful = scanQuery(filter).terms.some(({kind, isNegated}) => isNegated && kind !== 'key');
	return query.problems.length > 0 || isDoubtful ? undefined : gone => matchesQuery(query, gone);
};
