import type {Change} from '../domain/config/diff.ts';
import type {JsonObject} from '../domain/json.ts';
import {printable} from '../domain/text.ts';
import type {Target} from './state.ts';

/** Where a config comes from that is laid beside the one that a machine has. */
export type Origin =
	/** It came back from the editor, and its text stands in this file. */
	| {readonly kind: 'edit'; readonly path: string}
	| {readonly kind: 'version'; readonly version: string}
	| {readonly kind: 'file'; readonly path: string}
	| {readonly kind: 'machine'; readonly target: Target};

/** Where a config comes from, in words. */
export const originInWords = (origin: Origin): string => {
	switch (origin.kind) {
		case 'edit':
			return `as it was edited in ${printable(origin.path)}`;
		case 'version':
			return `version ${origin.version}`;
		case 'file':
			return printable(origin.path);
		case 'machine':
			return `the config of ${origin.target.name} ${origin.target.id}`;
	}
};

/** A config beside the one that a machine has: what would change if the machine were given it. */
export type Draft = {
	readonly target: Target;
	/** The instance id of the config that the machine had: what differs holds for that one alone. */
	readonly instanceId: string;
	/** The whole config to the letter: to be sent, never shown. */
	readonly config: JsonObject;
	readonly changes: readonly Change[];
	/** What the API would pass over, in sentences. */
	readonly warnings: readonly string[];
	readonly origin: Origin;
};

/** A whole config for a machine, and the version that it replaces. */
export type GivenConfig = Pick<Draft, 'target' | 'config' | 'instanceId'>;

/** What a machine's config can be compared with. */
export type Comparison =
	| {readonly kind: 'version'; readonly version: string; readonly config: JsonObject}
	| {readonly kind: 'file'; readonly path: string}
	| {readonly kind: 'machine'; readonly target: Target};

/** A config that a machine had, as the list of its versions tells of it. */
export type VersionRow = {
	readonly version: string;
	readonly image: string;
	/** The whole config to the letter: to be sent, never shown. */
	readonly config: JsonObject;
	/** In how many places it differs from the config that the machine has; undefined where that is not among the versions. */
	readonly changeCount: number | undefined;
	readonly isLive: boolean;
};

/** The versions of a machine, newest first, and what could not be read of them, in words. */
export type VersionList = {readonly rows: readonly VersionRow[]; readonly problem: string | undefined};

/** What differs is read, and, once it is offered, answered: yes gives it to the machine. */
export type ChangeMode = {readonly kind: 'change'; readonly draft: Draft; readonly isOffered: boolean; readonly scroll: number};

/** What the config of a machine is to be compared with is picked. */
export type VersionsMode = {
	readonly kind: 'versions';
	readonly target: Target;
	/** The other of two marked machines. */
	readonly other: Target | undefined;
	/** Undefined until the API has told them. */
	readonly list: VersionList | undefined;
	readonly picked: number;
	/** The path of a file as far as it is typed; undefined while the list has the keys. */
	readonly path: string | undefined;
};
