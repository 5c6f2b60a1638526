import {ipTypes} from './domain/resources/ip-assignment.ts';
import type {ResourceCommand} from './flags.ts';
import {deeds} from './headless/deeds.ts';

type ResourceHelp = {
	readonly does: string;
	/** The options that not every kind has. */
	readonly options?: readonly string[];
	readonly example: string;
};

const resourceHelp: Readonly<Record<ResourceCommand, ResourceHelp>> = {
	apps: {
		does: `Lists the apps of the organization, makes one, and deletes one with all that it
has. Deleting asks for its name.`,
		options: ['--force                of delete: its machines die with it'],
		example: 'apps create my-app',
	},
	volumes: {
		does: `Lists the volumes of apps and the snapshots of a volume, makes and extends
volumes, has snapshots made, and deletes volumes, whose ids are typed first.`,
		options: [
			'--size GB              of create [3] and of extend: a volume can only grow',
			'--region CODE          of create [the API chooses]',
			'--encrypted yes|no     of create [yes]',
		],
		example: 'volumes create data --app web --region fra --size 10',
	},
	secrets: {
		does: `Lists the secrets of apps by name and digest, sets and deletes them. The value
is read from stdin, or asked for and not shown while it is typed: it is no word
of the command line, where others could see it. Nobody is ever shown a value.`,
		example: 'secrets set API_KEY --app web --yes < key.txt',
	},
	certificates: {
		does: 'Lists the certificates of apps, adds and deletes them, has their DNS looked at.',
		example: 'certificates add www.example.com --app web',
	},
	ips: {
		does: `Lists the addresses of apps, assigns and releases them. TYPE is one of
${ipTypes.join(', ')}.`,
		options: ['--region CODE          of assign [global]'],
		example: 'ips assign shared_v4 --app web',
	},
};

/** What `flydeck help volumes` prints, and so on: no line is wider than 80 cells. */
export const resourceHelpOf = (command: ResourceCommand): string => {
	const {does, options = [], example} = resourceHelp[command];
	const verbs = Object.entries(deeds[command]).map(([verb, {wants}]) => `${verb} ${wants}`);
	const usages = ['[list]', ...verbs, ...(command === 'volumes' ? ['snapshots ID'] : [])];
	return `${usages.map(usage => `flydeck ${command} ${usage} [OPTIONS]`).join('\n')}

${does}

What is new goes to the one app that --app names; what is listed is found in
those that it names, or in all. Before anything is sent it is told what it will
reach; then it asks, unless it only looks. It is read again before the act.

Options
  --yes                  do not ask
  --confirm 'WORDS'      with --yes: the words that would have to be typed
${options.map(option => `  ${option}\n`).join('')}  --json                 the list or the results as JSON
  and those that say where the apps are: flydeck --help

Example
  flydeck ${example}`;
};
