// The API's description as a page: read openapi.json, show it, and let people try each operation.

const READS = new Set(['get', 'head'])

/** An element with attributes and children; text is always text, never markup. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value != null) element.setAttribute(name, value)
  }
  element.append(...children.flat().filter((child) => child != null))
  return element
}

function resolve(api, schema) {
  if (!schema?.$ref) return schema ?? {}
  return schema.$ref.slice(2).split('/').reduce((found, step) => found[step], api)
}

/** A schema in a few words: `string (uuid)`, `array of SiteOut`, `"name" | "-name"`. */
function typeName(schema) {
  if (!schema) return 'any'
  if (schema.$ref) return schema.$ref.split('/').pop()
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map(typeName).join(' | ')
  if (schema.type === 'array') return `array of ${typeName(schema.items)}`
  const limits = ['format', 'minLength', 'maxLength', 'minimum', 'maximum', 'pattern']
    .filter((name) => schema[name] !== undefined)
    .map((name) => (name === 'format' ? schema[name] : `${name} ${schema[name]}`))
  return `${schema.type ?? 'any'}${limits.length ? ` (${limits.join(', ')})` : ''}`
}

function members(api, schema) {
  const { properties, required = [], description } = resolve(api, schema)
  if (!properties) return h('p', { class: 'note' }, typeName(schema))
  const lines = Object.entries(properties).flatMap(([name, member]) => [
    h('dt', {}, name),
    h('dd', {}, `${typeName(member)}${required.includes(name) ? ', required' : ''}`,
      member.description ? h('div', { class: 'note' }, member.description) : null),
  ])
  return [description ? h('p', { class: 'note' }, description) : null, h('dl', {}, lines)]
}

function block(text, label) {
  return h('pre', { tabindex: '0', 'aria-label': label }, text)
}

function pretty(value) {
  return JSON.stringify(value, null, 2)
}

function contentOf(part) {
  return part?.content && Object.values(part.content)[0]
}

function describedBody(api, body) {
  const content = contentOf(body)
  if (!content) return null
  return [
    h('h4', {}, `Body: ${typeName(content.schema)}`),
    ...[members(api, content.schema)].flat(),
    content.example ? block(pretty(content.example), 'Example of a body') : null,
  ]
}

function describedResponse(api, status, response) {
  const { description, content } = resolve(api, response)
  const shown = contentOf({ content })
  return h('details', {},
    h('summary', {}, `${status} `, h('span', { class: 'note' }, description)),
    shown?.schema ? members(api, shown.schema) : null,
    shown?.example ? block(pretty(shown.example), `Example of answer ${status}`) : null)
}

function field(id, parameter) {
  const { name, required, schema, description } = parameter
  return h('div', {},
    h('label', { for: id }, `${name}${required ? ' (required)' : ''}`),
    h('input', { id, name, required, autocomplete: 'off', 'data-in': parameter.in, 'aria-describedby': `${id}-note` }),
    h('div', { class: 'note', id: `${id}-note` }, [typeName(schema), description].filter(Boolean).join('. ')))
}

/** The request that a form stands for. */
function request(form, method, path) {
  const query = new URLSearchParams()
  const headers = { 'X-Wingman-Request': '1' }
  let url = path
  for (const input of form.querySelectorAll('input[data-in]')) {
    const { value, name } = input
    if (input.dataset.in === 'path') url = url.replace(`{${name}}`, encodeURIComponent(value))
    else if (value && input.dataset.in === 'query') query.set(name, value)
    else if (value) headers[name] = value
  }
  const token = document.querySelector('#token').value
  if (token) headers.Authorization = `Bearer ${token}`
  const body = form.querySelector('textarea')?.value
  if (body) headers['Content-Type'] = 'application/json'
  const asked = query.size ? `${url}?${query}` : url
  return [asked, { method: method.toUpperCase(), headers, body, credentials: 'same-origin' }]
}

function asText(text) {
  try {
    return pretty(JSON.parse(text))
  } catch {
    return text
  }
}

async function send(form, output, method, path) {
  output.replaceChildren('Sending …')
  try {
    const answer = await fetch(...request(form, method, path))
    const text = await answer.text()
    output.replaceChildren(
      h('p', { class: answer.ok ? 'ok' : 'bad' }, `${answer.status} ${answer.statusText}`),
      h('p', { class: 'note' }, `X-Request-Id: ${answer.headers.get('X-Request-Id') ?? 'none'}`),
      text ? block(asText(text), 'Answer') : '')
  } catch (error) {
    output.replaceChildren(h('p', { class: 'bad' }, `The request did not get through: ${error.message}`))
  }
}

function tryForm(operation, method, path) {
  const id = operation.operationId
  const output = h('div', { role: 'status' })
  const example = contentOf(operation.requestBody)?.example
  const form = h('form', {
    onsubmit: (event) => {
      event.preventDefault()
      send(form, output, method, path)
    },
  },
  operation.parameters.map((parameter) => field(`${id}-${parameter.name}`, parameter)),
  operation.requestBody ? [
    h('label', { for: `${id}-body` }, 'Body (JSON)'),
    h('textarea', { id: `${id}-body`, spellcheck: 'false' }, example ? pretty(example) : '{}'),
  ] : [],
  h('button', { type: 'submit' }, READS.has(method) ? 'Send' : `Send ${method.toUpperCase()}`))
  return h('details', {}, h('summary', {}, 'Try it'), form, output)
}

function operationSection(api, path, method, operation) {
  const isForPeople = !operation.security.some((way) => 'site_key' in way)
  return h('section', { id: operation.operationId },
    h('h3', {}, h('span', { class: 'method' }, method.toUpperCase()), path),
    h('p', {}, operation.summary),
    operation.description ? h('p', { class: 'note' }, operation.description) : null,
    describedBody(api, operation.requestBody),
    h('h4', {}, 'Answers'),
    Object.entries(operation.responses).map(([status, response]) => describedResponse(api, status, response)),
    isForPeople ? tryForm(operation, method, path) : h('p', { class: 'note' }, 'Signed by the plugin: it cannot be tried from here.'))
}

function introduction(api) {
  return h('section', { id: 'introduction' },
    h('p', { class: 'prose' }, api.info.description.replaceAll('**', '')),
    h('label', { for: 'token' }, 'Access token'),
    h('input', { id: 'token', type: 'password', autocomplete: 'off', 'aria-describedby': 'token-note' }),
    h('div', { class: 'note', id: 'token-note' },
      'For "Try it". Without one, the session of this browser is used if you are signed in. It stays on this page.'))
}

function problemList(api) {
  return [
    h('h2', { id: 'problems' }, 'Problems'),
    h('p', { class: 'note' }, 'Every error that can happen, by its code.'),
    h('dl', {}, api['x-problems'].flatMap(({ code, status, title }) => [
      h('dt', { id: `problem-${code}` }, code), h('dd', {}, `${status}: ${title}`),
    ])),
  ]
}

function byTag(api) {
  const groups = new Map(api.tags.map(({ name }) => [name, []]))
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      groups.get(operation.tags[0]).push({ path, method, operation })
    }
  }
  return groups
}

function entry({ path, method, operation }) {
  const text = `${method.toUpperCase()} ${path.replace('/api/v1', '')}`
  return h('li', { 'data-text': `${text} ${operation.summary}`.toLowerCase() },
    h('a', { href: `#${operation.operationId}`, title: operation.summary }, text))
}

function show(api) {
  const groups = [...byTag(api)]
  document.querySelector('#content').replaceChildren(
    introduction(api),
    ...groups.flatMap(([tag, operations]) => [
      h('h2', { id: `tag-${tag}` }, tag),
      ...operations.map(({ path, method, operation }) => operationSection(api, path, method, operation)),
    ]),
    ...problemList(api))
  document.querySelector('#contents').replaceChildren(
    ...groups.map(([tag, operations]) => h('div', {}, h('a', { href: `#tag-${tag}` }, tag), h('ul', {}, operations.map(entry)))),
    h('a', { href: '#problems' }, 'problems'))
}

function filterContents({ target }) {
  const wanted = target.value.trim().toLowerCase()
  for (const line of document.querySelectorAll('#contents li')) {
    line.hidden = !line.dataset.text.includes(wanted)
  }
}

async function start() {
  const answer = await fetch('/api/v1/openapi.json')
  if (!answer.ok) throw new Error(`openapi.json answered ${answer.status}`)
  show(await answer.json())
  document.querySelector('#filter').addEventListener('input', filterContents)
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
}

start().catch((error) => {
  document.querySelector('#state').textContent = `The description cannot be read: ${error.message}`
})
