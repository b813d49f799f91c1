import { html } from 'lit';
import { ask } from './dialog.js';
import { keysOff, setKeysOff } from '../keys.js';

const KEYS = [
  ['Queue', [['j', 'Next alert'], ['k', 'Previous alert'], ['Enter', 'Open the alert'], ['x', 'Select or unselect'], ['/', 'Search'],
    ['.', 'Show what is new'], ['Esc', 'Clear the selection']]],
  ['Queue and alert', [['a', 'Assign to me'], ['c', 'Close with a verdict'], ['s', 'Suppress alerts of this kind'], ['i', 'In progress']]],
  ['Alert', [['j  k', 'Next, previous alert of the queue'], ['n', 'Write a note'], ['o  u  Esc', 'Back to the queue']]],
  ['Everywhere', [['g', 'Go to the queue'], ['?', 'This page'], ['Ctrl Enter', 'Send a dialog'], ['1 – 4', 'Choose a verdict while closing']]],
];

export const openHelp = () => ask('help-dialog', (close) => html`
  <h2 id="dialog-title">Keys</h2>
  <div class="key-groups">${KEYS.map(([title, list]) => html`<section><h3>${title}</h3><dl>${list.map(([key, does]) => html`
    <div><dt>${key.split('  ').map((one) => html`<kbd>${one}</kbd> `)}</dt><dd>${does}</dd></div>`)}</dl></section>`)}</div>
  <label class="choice"><input type="checkbox" .checked=${keysOff()} @change=${(e) => setKeysOff(e.target.checked)}>
    <span>Turn keys of one letter off <small>In this browser. For speech input.</small></span></label>
  <p class="quiet">Times are in UTC. Hidden characters in ids are written out, as in
    <span class="hidden-char">\\u{202E}</span>.</p>
  <div class="buttons"><button class="primary" data-first @click=${() => close()}>Done</button></div>`);
