/** What `flydeck --help` prints: no line is wider than 80 cells. */
export const helpText = `Watch and control Fly Machines from the terminal.

  flydeck          the live table; where there is no token, of a local demo
  flydeck list     the table once, as text; the same where stdout is no terminal
  flydeck serve    the local Machines API alone

Options of flydeck and flydeck list
  -a, --app NAME         an app to show, or more by commas [all there are]
  -o, --org SLUG         the organization [personal]
  -t, --token TOKEN      the API token; FLY_API_TOKEN keeps it out of sight
  --api-url URL          the Machines API [https://api.machines.dev]
  --local                the local demo, even where there is a token
  --json                 the table once, as JSON

Options of flydeck
  --interval SECONDS     between two reads [2 while something changes, else 5]
  --no-journal           keep nothing of what happens on disk

Options of the local API (flydeck --local, list --local, serve)
  --port NUMBER          0: any free port [0]
  --scenario NAME        the machines to begin with: demo or empty [demo]
  --seed NUMBER          the same seed makes the same machines [1]
  --fleet NUMBER         so many simulated machines more, in the app fleet [0]
  --speed NUMBER         how much faster simulated things happen [1]

Options of flydeck serve
  -t, --token TOKEN      the token that it wants [a new one]
  --state-dir DIRECTORY  keep everything there, over restarts too [memory]
  --realism LEVEL        the API's races and delays: none, typical or hostile
                         [typical]
  --no-limits            no rate limits
  --faults FILE          a plan of faults, as JSON
  --listen ADDRESS       listen there, not on 127.0.0.1; needs --token

Environment
  FLY_ACCESS_TOKEN, FLY_API_TOKEN, FLY_APP, FLY_ORG, FLY_FLAPS_BASE_URL,
  FLY_API_HOSTNAME; NO_COLOR

Exit codes
  0  good
  1  it failed; for list: not everything could be read, or not be printed
  2  wrong usage or configuration
  3  the token was refused`;
