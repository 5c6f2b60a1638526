import type {Wish, Written} from './wish.ts';

/** What a sub-command is to do about the config of one machine. */
export type ConfigWish =
	/** The config of a file or, without one, that of an editor. */
	| {readonly kind: 'edit'; readonly file: string | undefined}
	/** An earlier version: its id, or how many versions before the present one. */
	| {readonly kind: 'back'; readonly version: string}
	| {readonly kind: 'compare'; readonly source: Source}
	| {readonly kind: 'versions'}
	| ({readonly kind: 'create'; readonly file: string} & NewMachine)
	| ({readonly kind: 'clone'; readonly file: string | undefined} & NewMachine);

/** What is said of a new machine besides its config; without a name or a region, the API chooses. */
export type NewMachine = {
	readonly name: string | undefined;
	readonly region: string | undefined;
	readonly isLaunched: boolean;
};

/** What the config of a machine is laid beside. */
export type Source =
	| {readonly kind: 'machine'}
	| {readonly kind: 'version'; readonly version: string}
	| {readonly kind: 'file'; readonly path: string};

type ConfigReader = (written: Written) => ConfigWish | string;

const theOneBefore = '1';

const sourceOf = ({file: path, version}: Written): Source | string => {
	if (path !== undefined) {
		return version === undefined ? {kind: 'file', path} : 'flydeck compare takes --version or --file, not both.';
	}

	return version === undefined ? {kind: 'machine'} : {kind: 'version', version};
};

const newMachineOf = ({name, region, isLaunched}: Written): NewMachine => ({name, region, isLaunched});

/** What each of these sub-commands means. */
export const configReaders: Readonly<Record<ConfigWish['kind'], ConfigReader>> = {
	edit: ({file}) => ({kind: 'edit', file}),
	back: ({version = theOneBefore}) => ({kind: 'back', version}),
	compare(written) {
		const source = sourceOf(written);
		return typeof source === 'string' ? source : {kind: 'compare', source};
	},
	versions: () => ({kind: 'versions'}),
	create(written) {
		if (written.words.length + written.inner.length > 0) {
			return 'flydeck create takes no machines: flydeck clone makes one like another.';
		}

		return written.file === undefined
			? 'flydeck create wants the config of the machine: --file FILE, or - for stdin.'
			: {kind: 'create', file: written.file, ...newMachineOf(written)};
	},
	clone: written => ({kind: 'clone', file: written.file, ...newMachineOf(written)}),
};

export const isConfigWish = (wish: Wish): wish is ConfigWish => Object.hasOwn(configReaders, wish.kind);

/** How many machines it is about. */
export const machinesOf = (wish: ConfigWish): number => {
	if (wish.kind === 'create') {
		return 0;
	}

	return wish.kind === 'compare' && wish.source.kind === 'machine' ? 2 : 1;
};
