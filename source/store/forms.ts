import type {JsonObject} from '../domain/json.ts';
import type {ResourceTarget} from '../domain/resources/orders.ts';
import type {CloneSource} from './creations.ts';
import type {Target} from './state.ts';

/** A text field of a form. */
export type FormField = {
	/** What it is known by in the code. */
	readonly name: string;
	readonly label: string;
	readonly text: string;
	/** What may be given, in a few words. */
	readonly hint: string;
	/** Never shown, not even a letter of it. */
	readonly isSecret?: true;
	/** Words that left and right walk through; anything else can be typed still. */
	readonly choices?: readonly string[];
	/** What stands for the end of a line in a paste; a space where not given. */
	readonly lineJoint?: string;
	/** What is wrong with the text, as far as it was looked at. */
	readonly problem?: string | undefined;
};

/** What a form is filled in for, and on what. */
export type FormPurpose =
	| {readonly kind: 'create-app'}
	| {readonly kind: 'create-volume'; readonly app: string}
	| {readonly kind: 'extend-volume'; readonly target: ResourceTarget; readonly sizeGb: number | undefined}
	| {readonly kind: 'set-secret'; readonly app: string}
	| {readonly kind: 'add-certificate'; readonly app: string}
	| {readonly kind: 'assign-ip'; readonly app: string}
	| {readonly kind: 'update'; readonly targets: readonly Target[]}
	| {
			readonly kind: 'create-machine';
			/** Where there is no field for the app. */
			readonly app: string;
			readonly source: CloneSource | undefined;
			/** The config that the fields are laid over, to the letter: to be sent, never shown. */
			readonly base: JsonObject | undefined;
	  };

/** Some text fields that are filled in and sent together. */
export type Form = {
	readonly purpose: FormPurpose;
	readonly title: string;
	/** How it is sent, where that is not with enter alone. */
	readonly howToSend?: string;
	/** What has to be known before it is filled in, a sentence each. */
	readonly about: readonly string[];
	readonly fields: readonly FormField[];
	/** The index of the field that is typed in. */
	readonly focus: number;
};

export type FormMode = {readonly kind: 'form'; readonly form: Form};
