import { computed, createApp, effectScope, nextTick, shallowRef } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createHead, useHead } from '../../hosting/left-out/head.ts'

const attributes = new Map<string, string>()
const page = {
  title: 'as built',
  documentElement: { setAttribute: (name: string, value: string) => void attributes.set(name, value) },
}

beforeEach(() => void vi.stubGlobal('document', page))
afterEach(() => void vi.unstubAllGlobals())

it('the page is called as the last view that stands says, which may change', async () => {
  const { install } = createHead()
  install?.call(undefined, createApp({ render: () => null }))
  expect(page.title).toBe('as built')
  const slide = shallowRef('Stack')
  const [talk, presenter] = [effectScope(), effectScope()]
  talk.run(() => useHead({ title: computed(() => `${slide.value} · Talk`), htmlAttrs: { lang: 'en', dir: undefined } }))
  await nextTick()
  expect(page.title).toBe('Stack · Talk')
  expect([...attributes]).toEqual([['lang', 'en']])
  slide.value = 'Heap'
  await nextTick()
  expect(page.title).toBe('Heap · Talk')
  presenter.run(() => useHead({ title: 'Presenter' }))
  await nextTick()
  expect(page.title).toBe('Presenter')
  presenter.stop()
  await nextTick()
  expect(page.title).toBe('Heap · Talk')
})
