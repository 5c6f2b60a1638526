import type {MachineEvent} from '../machine.ts';
import {beginningOf} from '../text.ts';

const askers: ReadonlyMap<string | undefined, string> = new Map([
	['user', 'A user'],
	['proxy', 'The proxy'],
	['flyd', 'The platform (flyd)'],
	['', 'Somebody'],
	[undefined, 'Somebody'],
]);

/** Who asked, by the source of an event, at the beginning of a sentence. */
export const askerOf = (source: string | undefined): string => askers.get(source) ?? `"${source}"`;

/** The same in five cells: a source that nobody documented is cut. */
export const askerInShort = (source: string | undefined): string => beginningOf(source || '?', 5);

/** What was asked and who asked, in a few cells: `stop by user`. */
export const askedInShort = ({type, source}: Pick<MachineEvent, 'type' | 'source'>): string => `${type} by ${askerInShort(source)}`;

const deeds: ReadonlyMap<string | undefined, string> = new Map([
	['start', 'started'],
	['stop', 'stopped'],
	['restart', 'restarted'],
	['update', 'updated'],
	['suspend', 'suspended'],
	['destroy', 'deleted'],
	['launch', 'made'],
]);

/** What was done, by the type of an event: `stopped`. */
export const deedOf = (type: string | undefined): string => deeds.get(type) ?? `asked "${type}" of`;
