import {resourceRefusal} from '../commands/resource-gate.ts';
import type {ResourceOrder, ResourceTarget} from '../domain/resources/orders.ts';
import type {Row} from '../domain/resources/table.ts';
import {resourceTables} from '../domain/resources/tables.ts';
import {newTarget} from '../domain/resources/targets.ts';
import type {State} from '../store/state.ts';
import type {CarriedOut} from './carry-out.ts';
import type {DeedWish} from './deed-wish.ts';
import type {DeedKind, ListedDeed, NewDeed} from './deeds.ts';

/** A sub-command that does more than to list. */
export type WantedDeed = DeedWish & {readonly kind: 'deed'};

/** What has to be known to tell what it means. */
export type DeedSurroundings = {
	/** The app that something new is for. */
	readonly app: string;
	/** All that was read of the kind. */
	readonly rows: readonly Row[];
	/** The value of a secret that is to be set; else empty. */
	readonly value: string;
};

/** What an order goes to, in the order in which it was named, each with the reason why it cannot. */
export type Meant = {
	readonly kind: 'meant';
	readonly order: ResourceOrder;
	readonly targets: readonly {readonly target: ResourceTarget; readonly why: string | undefined}[];
};

type NotMeant = Extract<CarriedOut, {readonly kind: 'none' | 'wrong'}>;

/** The rows that names mean. A name that things of several apps have means none of them: it might be the wrong one. */
const findRows = (list: DeedKind, names: readonly string[], rows: readonly Row[]): readonly Row[] | NotMeant => {
	const {one} = resourceTables[list];
	const found = names.map(name => rows.filter(({id}) => id === name));
	const missing = found.findIndex(({length}) => length === 0);
	if (missing !== -1) {
		return {kind: 'none', why: `There is no ${one} ${names[missing]}. flydeck ${list} lists what there is.`};
	}

	const [shared] = found.filter(({length}) => length > 1);
	return shared === undefined
		? found.flat()
		: {
				kind: 'wrong',
				why: `There is ${one} ${shared[0]?.id} in several apps: ${shared.map(({app}) => app).join(', ')}. Say with --app which is meant.`,
			};
};

const meantNew = ({list, names: [name = ''], particulars}: WantedDeed, deed: NewDeed, {app, value}: DeedSurroundings): Meant => ({
	kind: 'meant',
	order: deed.orderFor({...particulars, value}, name),
	targets: [{target: newTarget(list, list === 'apps' ? name : app, name), why: undefined}],
});

const meantListed = (
	{list, names, particulars}: WantedDeed,
	{orderFor, refusalOf, targetOf}: ListedDeed,
	{rows, value}: DeedSurroundings,
	state: State,
): Meant | NotMeant => {
	const found = findRows(list, names, rows);
	if ('kind' in found) {
		return found;
	}

	const [first] = found;
	if (first === undefined) {
		return {kind: 'none', why: 'Nothing was named.'};
	}

	const given = {...particulars, value};
	const order = orderFor(given, first);
	const targets = found.map(row => {
		const target = targetOf(row);
		return {target, why: refusalOf?.(given, row) ?? resourceRefusal(state, order, target)};
	});
	return {kind: 'meant', order, targets};
};

/** The order that is wanted and what it goes to, from what was read; or why that is not known. */
export const meantBy = (wanted: WantedDeed, surroundings: DeedSurroundings, state: State): Meant | NotMeant => {
	const {deed} = wanted;
	return deed.isNew ? meantNew(wanted, deed, surroundings) : meantListed(wanted, deed, surroundings, state);
};
