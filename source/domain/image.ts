import {isJsonObject, type JsonObject} from './json.ts';
import {textAt} from './json-reader.ts';
import type {Machine} from './machine.ts';

/** What is wrong with the name of an image, in a few words; undefined when nothing is. Whether there is such an image the API alone knows. */
export const imageProblem = (text: string): string | undefined =>
	/^[a-z\d][\w.\-/:@]{0,511}$/i.test(text) ? undefined : 'the name of an image, such as registry.fly.io/web:v3';

const configOf = ({config}: Pick<Machine, 'config'>): JsonObject | undefined => (isJsonObject(config?.raw) ? config.raw : undefined);

/** The image that the config of a machine names, as it is written there; undefined where it is not known, or its containers name theirs. */
export const imageOf = (machine: Pick<Machine, 'config'>): string | undefined => {
	const config = configOf(machine);
	return config === undefined ? undefined : textAt(config, 'image');
};

/** Why a config cannot be given an image in the place of its own, in words that follow the machine's name; undefined when it can. */
export const imageRefusal = (config: JsonObject, image: string | undefined): string | undefined => {
	const present = textAt(config, 'image');
	if (present === undefined) {
		return 'names no image of its own: e edits its config';
	}

	return present === image ? `has ${image} already` : undefined;
};

/** The same of a machine, as far as its config is known. */
export const imageRefusalOf = (machine: Pick<Machine, 'config'>, image: string | undefined): string | undefined => {
	const config = configOf(machine);
	return config === undefined ? undefined : imageRefusal(config, image);
};

/** From which image to which a machine would be taken, as a whole. */
export const imagesInWords = (machine: Pick<Machine, 'config'> | undefined, image: string): string =>
	`${(machine === undefined ? undefined : imageOf(machine)) ?? '?'} -> ${image}`;

/** The same, with the tags alone where nothing else of the images differs. */
export const tagsInWords = (machine: Pick<Machine, 'config'> | undefined, image: string): string =>
	imagesInWords(machine, image).replace(/^(.*)(:[^:]*) -> \1(:[^:]*)$/, '$2 -> $3');
