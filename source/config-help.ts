import type {ConfigWish} from './headless/config-wish.ts';
import type {ActHelp} from './help-text.ts';

const differs = `Before anything is sent it is told what would change, by path, with secrets
masked; then it asks. The machine is leased meanwhile, and left alone where its
config was changed by somebody else since it was read.`;

const onlyReads = 'Nothing is sent that would change anything. Secrets are masked.';

const isAsked = `Before anything is sent it is told what will be made, with secrets masked; then
it asks. The machine is made once, and followed until it runs and its checks
pass.`;

const newMachine = [
	'--name NAME            [one that the API gives it]',
	'--region REGION        [one that the API chooses; of a clone, the same]',
	'--skip-launch          it is made, and not started',
];

const version = (usual = ''): readonly string[] => [
	'--version VERSION      an id as flydeck versions lists them, or how many',
	`                       versions before the present one${usual}`,
];

const file = '--file FILE            a config as JSON, with comments on top; -: from stdin';

/** What is told of the sub-commands about the config of a machine. */
export const configHelp: Readonly<Record<ConfigWish['kind'], ActHelp>> = {
	edit: {
		machines: 'MACHINE',
		does: `Gives a machine another config: that of a file, or what you make of the present
one in $VISUAL or $EDITOR. Waits until it is at rest and its checks pass. A
config that cannot be applied is kept, one from stdin too, and it is told where.`,
		rules: differs,
		options: [file],
		example: 'edit web-1 --file web.json',
	},
	back: {
		machines: 'MACHINE',
		does: 'Gives a machine a config that it had before.',
		rules: differs,
		options: version(' [1]'),
		example: 'back web-1 --version 2',
	},
	compare: {
		machines: 'MACHINE [OTHER]',
		does: `Tells what would have to change in the config of a machine to make it that of
another machine, of a version that it had, or of a file. Exit code 0 where
nothing differs, 1 where something does.`,
		rules: onlyReads,
		isReadOnly: true,
		options: [...version(), file],
		example: 'compare web-1 web-2',
	},
	versions: {
		machines: 'MACHINE',
		does: 'Lists the configs that a machine had, newest first.',
		rules: onlyReads,
		isReadOnly: true,
		example: 'versions web-1',
	},
	create: {
		machines: '',
		does: 'Makes a machine with the config of a file, in the one app that --app names.',
		rules: isAsked,
		options: [file, ...newMachine],
		example: 'create --app web --file web.json --name web-9 --region fra',
	},
	clone: {
		machines: 'MACHINE',
		does: `Makes a machine like another, in the same app: with the config of that one, or
with that of a file, which is compared with it.`,
		rules: isAsked,
		options: [file, ...newMachine],
		example: 'clone web-1 --region ams',
	},
};
